import { ofSteps, stepIn } from './operator.ts';
import type { ChainOperator, Operator, Reason, Site } from './operator.ts';
import { partsOf, replacePart } from './parts.ts';
import type { Part } from './parts.ts';
import type { Chain } from '../../src/language/chain.ts';
import type { Step } from '../../src/language/step.ts';
import { modelOf } from '../../src/lint/openable.ts';
import { isPossible } from '../../src/lint/solve.ts';
import { now } from '../../src/lint/wish.ts';
import type { Wish } from '../../src/lint/wish.ts';

const STRANDS: readonly Reason[] = [
  'waiverStrands',
  'waiverSkips',
  'needlessStrands',
  'leadsNowhere',
  'neverCloses',
  'claim closure',
];
const closes = ({ closes: how }: Step): boolean => how !== undefined;

/** How a case ends, whichever way its steps end. */
export const OF_ENDING: readonly Operator[] = [
  ofSteps('takes the end out of the step that closes', ['closesNothing'], closes, (step) => {
    delete step.closes;
  }),
  ofSteps('lets people close what they did themselves', ['closedAlone'], closes, (step) => {
    step.otherThanDoerOf = [];
  }),
  ofSteps('closes only when it is late to close', ['neverCloses'], closes, (step) => {
    step.after = { late: step.id };
  }),
  ofParts(
    'counts only what was done, where a waiver would do as well',
    // Of a step that comes up again it is not over with it either, so that what waits for it may never start.
    [...STRANDS, 'clockNeverStarts'],
    ({ value }, chain) => waivedOrDone(value, chain) !== null,
    ({ value }, chain) => ({ done: waivedOrDone(value, chain) }),
  ),
  ofParts(
    'forgets that a step may be waived',
    STRANDS,
    ({ value, isChoice }) => isChoice && value['is'] === 'waived',
    () => null,
  ),
  {
    does: 'forgets, before it closes, one of the ways to go',
    expects: STRANDS,
    anywhere: true,
    sites: (chain) =>
      chain.steps.filter(closes).flatMap((step) =>
        partsOf(step)
          .filter(({ value, isChoice }) => isChoice && typeof value['outcome'] === 'string')
          .map(({ path }) => ({ step: step.id, part: path })),
      ),
    breaks: (chain, { step, part = '' }) => replacePart(stepIn(chain, step), part, null),
  },
  ofSteps(
    'closes only after a day that a form may leave empty',
    STRANDS,
    (step, chain) => closes(step) && askingFirst(chain) !== undefined,
    (step, chain) => {
      chain.events = { ...chain.events, someday: { title: 'Some day', dated: true } };
      const field = { id: 'someday', kind: 'date', event: 'someday', label: 'Some day' } as const;
      askingFirst(chain)?.evidence.push({ ...field, required: false });
      const reached = { reached: 'someday' };
      step.after = step.after === undefined ? reached : { all: [step.after, reached] };
    },
    { anywhere: true },
  ),
  ofSteps('adds an outcome that leads nowhere', STRANDS, isWholeCrossroads, ({ outcomes = {} }) => {
    outcomes['none-of-these'] = { label: 'None of these' };
  }),
];

/** A step that comes up with the case, and whose form may ask for a day. */
const askingFirst = ({ steps }: Chain): Step | undefined =>
  steps.find(({ after, when, path, confirmedBy, closes: how }) =>
    [after, when, path, confirmedBy, how].every((part) => part === undefined),
  );

/** An operator that changes one part of what a step waits for. */
function ofParts(
  does: string,
  expects: readonly Reason[],
  isSuch: (part: Part, chain: Chain) => boolean,
  instead: (part: Part, chain: Chain) => Readonly<Record<string, unknown>> | null,
): ChainOperator {
  const such = (chain: Chain, step: Step): Part[] => partsOf(step).filter((part) => isSuch(part, chain));
  return {
    does,
    expects,
    anywhere: true,
    sites: (chain) =>
      chain.steps.flatMap((step) => such(chain, step).map(({ path }) => ({ step: step.id, part: path }))),
    changesNothing,
    breaks: (chain, { step: id, part: path = '' }) => {
      const step = stepIn(chain, id);
      const part = partsOf(step).find((each) => each.path === path);
      if (part !== undefined) replacePart(step, path, instead(part, chain));
    },
  };
}

/** A way that is open only where another way has been open before it. */
function changesNothing(chain: Chain, { step: id, part = '' }: Site): boolean {
  const parts = partsOf(stepIn(chain, id));
  const choice = parts.find(({ path }) => path === part);
  const [, list = null] = /^(.*\.any)\.\d+$/.exec(part) ?? [];
  const others = parts.filter(({ path }) => path !== part && path.replace(/\.\d+$/, '') === list);
  const model = modelOf(chain);
  return (
    choice?.isChoice === true &&
    others.some(({ value }) => !isPossible(model, [now(choice.value as Wish), now(value as Wish, false)]))
  );
}

/** The step of which a part says that it was done or waived, where it can be waived. */
function waivedOrDone(value: Part['value'], { steps, waiver }: Chain): string | null {
  const { ended, step, is } = value;
  const id = ended ?? (Array.isArray(is) && is.includes('waived') && is.includes('done') ? step : undefined);
  const named = steps.find((each) => each.id === id);
  const isWaivable = waiver !== undefined && named?.path === undefined && named?.personal === false;
  return isWaivable && named.closes === undefined ? named.id : null;
}

/** A step that does not come up again, and of which every outcome is one that something else waits for. */
function isWholeCrossroads({ id, outcomes, repeat }: Step, { steps }: Chain): boolean {
  if (outcomes === undefined || repeat !== undefined) return false;
  const awaited = new Set(
    steps
      .flatMap(partsOf)
      .filter(({ value }) => value['outcome'] === id)
      .flatMap(({ value }) => [value['is']].flat()),
  );
  return Object.keys(outcomes).every((code) => awaited.has(code));
}

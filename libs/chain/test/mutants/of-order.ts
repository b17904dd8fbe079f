import { ofSteps, stepIn } from './operator.ts';
import type { ChainOperator, Operator, Site } from './operator.ts';
import type { Chain } from '../../src/language/chain.ts';
import type { Moment } from '../../src/language/moment.ts';
import type { Step } from '../../src/language/step.ts';

/** What waits for what. */
export const OF_ORDER: readonly Operator[] = [
  {
    does: 'makes a step and what it waits for wait for each other',
    expects: ['neverOpens', 'contradiction'],
    sites: ({ steps }) => steps.filter((step) => before(step) !== null).map(({ id }) => ({ step: id })),
    breaks: (chain, { step: id }) => {
      const step = stepIn(chain, id);
      const first = stepIn(chain, before(step) ?? '');
      first.after = first.after === undefined ? { done: id } : { all: [first.after, { done: id }] };
    },
  },
  ofSteps(
    'asks for what cannot be so at once',
    ['contradiction'],
    ({ when }) => when !== undefined,
    (step) => {
      if (step.when !== undefined) step.when = { all: [step.when, { not: step.when }] };
    },
  ),
  ofSteps('makes a step needless whenever it comes up', ['contradiction'], hasPlainDone, (step) => {
    if (step.after !== undefined && 'done' in step.after) step.until = { done: step.after.done };
    if (step.after !== undefined && 'outcome' in step.after) step.until = step.after;
  }),
  ofSteps(
    'never ends what comes up again',
    ['endlessRepeat'],
    ({ repeat }) => repeat !== undefined,
    ({ repeat }) => {
      if (repeat !== undefined) repeat.until = { all: [repeat.until, { not: repeat.until }] };
    },
  ),
  {
    does: 'has two steps bring one another up for ever',
    // Where a whole allegation goes round, there is too much to look at: it is not called proved.
    expects: ['claim closure', 'clockNeverStarts', 'undecided'],
    anywhere: true,
    sites: ({ steps }) =>
      steps.flatMap((step) => {
        const first = steps.find(({ id }) => id === before(step));
        return first?.after !== undefined && [first, step].every(isPlainDuty) ? [{ step: step.id }] : [];
      }),
    breaks: (chain, { step: id }) => {
      const step = stepIn(chain, id);
      const first = stepIn(chain, before(step) ?? '');
      if (first.after !== undefined) first.after = { any: [first.after, { ended: id }] };
      step.after = { ended: first.id };
      for (const each of [first, step]) {
        each.eachTime = true;
        if (each.clock !== undefined && 'from' in each.clock) each.clock.from = 'after';
      }
    },
  },
  mutualGates(),
  {
    does: 'puts a hold on what would end it',
    expects: ['holdNeverEnds'],
    anywhere: true,
    sites: ({ holds }) =>
      Object.entries(holds)
        .filter(([, hold]) => hold.release === undefined && !('event' in hold.until))
        .map(([part]) => ({ step: '', part })),
    breaks: holdItsEnd,
  },
  ofSteps(
    'misspells the step it waits for',
    ['unknownName'],
    (step) => before(step) !== null,
    (step) => {
      step.after = { done: `${before(step) ?? ''}-misspelt` };
    },
  ),
  ofSteps('waits for an outcome that there is not', ['unknownName'], hasPlainOutcome, (step) => {
    if (step.after !== undefined && 'outcome' in step.after) step.after.is = 'no-such-outcome';
  }),
  ofSteps(
    'calls two steps by one name',
    ['unknownName'],
    (step, { steps }) => steps[0] !== step,
    (step, { steps }) => {
      step.id = steps[0]?.id ?? '';
    },
    { anywhere: true },
  ),
];

/** A step that must be done whenever it comes up, and does so whenever what it waits for happens. */
const isPlainDuty = ({ clock, when, until, repeat, optional, closes, opens }: Step): boolean =>
  !optional &&
  clock?.whose === undefined &&
  [when, until, repeat, closes, opens].every((part) => part === undefined);

/** The one step that a step waits for; null where it waits for none, or for more. */
function before({ after }: Step): string | null {
  if (after === undefined) return null;
  for (const word of ['done', 'outcome', 'ended', 'late'] as const) {
    if (word in after) return String((after as Readonly<Record<string, unknown>>)[word]);
  }
  return null;
}

function hasPlainDone({ after, until }: Step): boolean {
  return until === undefined && after !== undefined && ('done' in after || 'outcome' in after);
}

function hasPlainOutcome({ after }: Step): boolean {
  return after !== undefined && 'outcome' in after;
}

/** Two steps that come up with the case, each with a gate before the other. */
function mutualGates(): ChainOperator {
  const free = ({ steps }: Chain): Step[] =>
    steps.filter(
      ({ path, personal, after, when }) =>
        path === undefined && !personal && after === undefined && when === undefined,
    );
  return {
    does: 'bars two steps until the other is done',
    expects: ['gateNeverOpens'],
    sites: (chain) =>
      free(chain).flatMap((one) =>
        free(chain)
          .filter((other) => other.id > one.id)
          .map((other) => ({ step: one.id, part: other.id })),
      ),
    breaks: (chain, { step, part = '' }) => {
      stepIn(chain, step).gates.push({ step: part });
      stepIn(chain, part).gates.push({ step });
    },
  };
}

/** Every step that could end a hold does what it forbids. */
function holdItsEnd(chain: Chain, { part = '' }: Site): void {
  const hold = chain.holds[part];
  const [forbidden] = hold?.forbids ?? [];
  if (hold === undefined || forbidden === undefined) return;
  hold.allows = hold.allows.filter((act) => act !== forbidden);
  for (const id of namedIn(hold.until)) stepIn(chain, id).does.push(forbidden);
}

function namedIn(moment: Moment): string[] {
  if ('all' in moment) return moment.all.flatMap(namedIn);
  if ('any' in moment) return moment.any.flatMap(namedIn);
  if ('done' in moment) return [moment.done];
  return 'outcome' in moment ? [moment.outcome] : [];
}

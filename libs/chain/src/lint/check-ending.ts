import { found } from './finding.ts';
import type { Found, FindingCode } from './finding.ts';
import { isFinal } from './final.ts';
import { openingGoals } from './openable.ts';
import { isPossible } from './solve.ts';
import { outcomesOf } from './standing.ts';
import type { Check, View } from './view.ts';
import { now } from './wish.ts';
import type { Goal, Wish } from './wish.ts';
import type { Chain } from '../language/chain.ts';
import { barsClose } from '../reducer/ending.ts';
import { bans } from '../reducer/held.ts';
import type { Step } from '../language/step.ts';
import { isWaivable } from '../language/waivable.ts';

/** A case can close, whichever way each of its steps ends. */
export const checkEnding: Check = (view) => {
  const { steps } = view.chain;
  const closing = steps.filter(({ closes }) => closes !== undefined);
  if (closing.length === 0) return unheard(view.chain);
  if (!closing.some(({ id }) => view.model.openable.has(id))) {
    return [found('neverCloses', 'steps', 'No step that closes the case can ever come up.')];
  }
  if (waitsForOptional(view, closing)) {
    const sentence =
      'Every way to the close is by a step that need not be done, so nobody hears if it stays open.';
    return [found('closeMayWait', 'steps', sentence)];
  }
  return steps.flatMap((step, index) =>
    view.model.openable.has(step.id) ? endingsOf(view, closing, step, `steps.${index}`) : [],
  );
};

/** A case that ends by itself, unless something forbids it, has nobody who would be late with that. */
function unheard({ steps, holds }: Chain): Found[] {
  const waits = [
    ...steps.map((step, index) => [step.optional && barsClose(step), step, `steps.${index}.gates`] as const),
    ...Object.entries(holds).map(([id, hold]) => [bans(hold, 'close'), hold, `holds.${id}.forbids`] as const),
  ];
  return waits.flatMap(([isSo, { title }, path]) => {
    const sentence = `Nobody hears that the case waits for "${title}": give it a step that closes it.`;
    return isSo ? [found('closeMayWait', path, sentence)] : [];
  });
}

/** Whether the case cannot close unless somebody does what need not be done. */
function waitsForOptional({ model, chain }: View, closing: readonly Step[]): boolean {
  const undoable = new Set(chain.steps.filter(({ optional }) => optional).map(({ id }) => id));
  const left = { ...model, undoable };
  return !closing.some((step) => !step.optional && isPossible(left, openingGoals(step)));
}

/** One way for a step to end, and what is wrong if the case cannot close after it. */
interface Ending {
  readonly code: FindingCode;
  readonly path: string;
  readonly goal: Wish;
  readonly sentence: string;
}

function endingsOf(view: View, closing: readonly Step[], step: Step, path: string): Found[] {
  const rivals = closing.filter((other) => other !== step);
  const strands = ({ goal }: Ending): boolean =>
    isPossible(view.model, [now(goal)]) &&
    !rivals.some((other) => isPossible(view.model, [now(goal), ...cameUp(other)]));
  return [...waysOut(view, step, path)]
    .filter(strands)
    .map(({ code, path: at, sentence }) => found(code, at, sentence));
}

/** It may have come up before the other ended. */
const cameUp = (step: Step): Goal[] => openingGoals(step).map((goal) => ({ ...goal, then: true }));

function* waysOut({ chain }: View, step: Step, path: string): Generator<Ending> {
  const { id, title } = step;
  const ends = (state: 'waived' | 'superseded'): Wish => ({ step: id, is: state });
  for (const outcome of outcomesOf(step).filter((code) => isFinal(step, code))) {
    const goal: Wish[] = [
      { step: id, is: 'done' },
      ...(outcome === '' ? [] : [{ outcome: id, is: outcome }]),
    ];
    const how = outcome === '' ? 'is done' : `ends with "${outcome}"`;
    const sentence = `Once "${title}" ${how}, no step can come up that closes the case.`;
    const at = outcome === '' ? path : `${path}.outcomes.${outcome}`;
    yield { code: 'leadsNowhere', path: at, goal: { all: goal }, sentence };
  }
  if (step.closes !== undefined) return;
  if (isWaivable(chain, step)) {
    const sentence = `If "${title}" is waived, no step can come up that closes the case: say "ended" for "done".`;
    yield { code: 'waiverStrands', path, goal: ends('waived'), sentence };
  }
  if (step.until !== undefined) {
    const sentence = `Once "${title}" is no longer needed, no step can come up that closes the case.`;
    yield { code: 'needlessStrands', path: `${path}.until`, goal: ends('superseded'), sentence };
  }
}

/** What is said to close the case does, and never past what is still owed. */
export const checkClosing: Check = ({ chain }) =>
  chain.steps.flatMap((step, index) => {
    const path = `steps.${index}`;
    const { does, closes, title } = step;
    const says = does.includes('close') && closes === undefined;
    const passesBy = closes !== undefined && (step.path !== undefined || step.personal);
    return [
      ...(says
        ? [found('closesNothing', `${path}.closes`, `"${title}" is an act of closing, and closes nothing.`)]
        : []),
      ...(passesBy
        ? [found('pathCloses', `${path}.closes`, `Nothing may bar "${title}", so it may not close the case.`)]
        : []),
    ];
  });

import { closesWith, isFinal } from './final.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';
import { isWaivable } from '../language/waivable.ts';

/**
 * Where a step stands, as one word: the state of its last round, and how it was last done. `done|=refer` was done with the
 * outcome "refer", `open|` is open and was never done, `open|=again` has come up again.
 */
export type Standing = string;

export const NOT_OPEN: Standing = 'notOpen|';
const AGAIN = ['open', 'late', 'waived', 'superseded'] as const;

export const stateOf = (standing: Standing): string => standing.slice(0, standing.indexOf('|'));
/** The outcome with which it was last done: null for never, empty for without one. */
export function outcomeOf(standing: Standing): string | null {
  const at = standing.indexOf('|');
  return standing.length === at + 1 ? null : standing.slice(at + 2);
}
const standing = (state: string, outcome: string | null): Standing =>
  `${state}|${outcome === null ? '' : `=${outcome}`}`;

/** Whether a step's time can run out for us. */
export const canBeLate = ({ clock, optional }: Step): boolean =>
  clock !== undefined && clock.whose === undefined && !optional;

/** The outcomes with which doing a step does not end the case; for a step without outcomes, the empty one. */
export const outcomesOf = (step: Step): string[] =>
  allOutcomesOf(step).filter((code) => !closesWith(step, code));

const allOutcomesOf = ({ outcomes }: Step): string[] =>
  outcomes === undefined ? [''] : Object.keys(outcomes);

/** Everywhere a step can stand while its case goes on. One that was done to close it, and brought up something, is owed again. */
export function standingsOf(chain: Chain, step: Step): Standing[] {
  const states = AGAIN.filter((state) => {
    if (state === 'late') return canBeLate(step);
    if (state === 'waived') return isWaivable(chain, step);
    return state === 'open' || step.until !== undefined;
  });
  const outcomes = allOutcomesOf(step);
  const again = outcomes.filter((outcome) => !isFinal(step, outcome));
  return [
    NOT_OPEN,
    ...states.map((state) => standing(state, null)),
    ...outcomes.map((outcome) => standing('done', outcome)),
    ...again.flatMap((outcome) => states.map((state) => standing(state, outcome))),
  ];
}

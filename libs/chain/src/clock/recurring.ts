import type { DayOptions } from './day-ends.ts';
import type { RunningRule } from './due-of.ts';
import type { Length, Limit } from './length.ts';

/** How often something comes up again, and what none of its clock's options, and no pause, moves later. */
export interface Repetition {
  readonly every: Length;
  readonly floor?: Limit | undefined;
}

/**
 * The clock of a later round. It runs from when the round before was done, early or late, not from when that was due: so a
 * review that was held late moves those after it, and none is owed twice. Of the first round's clock it keeps the options;
 * an event that one led up to is over.
 */
export function clockAgain(
  { weekendStart, close, roll }: DayOptions,
  { every, floor }: Repetition,
): RunningRule {
  return { weekendStart, close, roll, within: every, floor };
}

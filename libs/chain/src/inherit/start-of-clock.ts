import { comesWith } from './tighter-when.ts';
import type { Moment } from '../language/moment.ts';
import type { Step } from '../language/step.ts';

/**
 * Whether the clock of a step runs from the moment at which the step comes up, or from an earlier one, so that nobody need
 * do anything more for it to start. One that leads up to a date, or waits for a moment of its own, may never start.
 */
export function startsByItself(step: Step, steps: readonly Step[]): boolean {
  const { clock } = step;
  if (clock === undefined || 'event' in clock) return false;
  return typeof clock.from === 'string' || comesWith(step, clock.from, steps);
}

/** What the clock of a step waits for, where it does not start by itself. */
export function awaitedBy(step: Step, steps: readonly Step[]): Moment | undefined {
  const { clock } = step;
  const isAwaited = clock !== undefined && 'from' in clock && !startsByItself(step, steps);
  return isAwaited && typeof clock.from !== 'string' ? clock.from : undefined;
}

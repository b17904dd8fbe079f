import { isTheirs } from './clock-of-duty.ts';
import type { Duty, DutyState } from './state.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Step } from '../language/step.ts';

/**
 * The first instant at which a duty is late if it is still owed. Null while its clock stands still, and always where it
 * never is: where the time is another party's, and where a step need not be done.
 */
export function lateFrom(step: Step, { dueAt }: Pick<Duty, 'dueAt'>): Instant | null {
  return isTheirs(step) || step.optional ? null : dueAt;
}

/**
 * What state a duty is in at a given now, of which the case may not have been played that far: for who looks at it. What
 * was breached, and who was told, is for the case to say once it has been.
 */
export function stateAt(step: Step, duty: Pick<Duty, 'state' | 'dueAt'>, now: Instant): DutyState {
  const from = lateFrom(step, duty);
  return duty.state === 'open' && from !== null && from <= now ? 'late' : duty.state;
}

import { isTrue } from './condition.ts';
import { owedDuties } from './duties.ts';
import { changed } from './progress.ts';
import type { Progress } from './progress.ts';
import type { Duty, DutyState } from './state.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';

/** Ends the duties that their step says are no longer needed. A repeated one is not needed once its end has come. */
export function supersede(world: World, progress: Progress, now: Instant): Progress {
  return owedDuties(world, progress.state).reduce((soFar, [step, duty]) => {
    const isOver = step.until !== undefined && isTrue(step.until, world, soFar.state);
    return isOver ? changed(soFar, ended(duty, 'superseded', now)) : soFar;
  }, progress);
}

/** A duty that ends without being done. */
export function ended(
  duty: Duty,
  state: Extract<DutyState, 'waived' | 'notApplicable' | 'superseded'>,
  now: Instant,
): Duty {
  return {
    ...duty,
    state,
    version: duty.version + 1,
    remindAt: [],
    unacknowledgedAt: [],
    lateAt: [],
    asked: null,
    endedAt: now,
  };
}

import { blocked } from './blocked.ts';
import { dutyOf, isOwed, stepOf } from './duties.ts';
import type { CaseEvent } from './event.ts';
import { doneDuty, finish } from './finish.ts';
import type { Progress } from './progress.ts';
import { refuse } from './refuse.ts';
import type { Refused } from './refuse.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';

type Confirmed = Extract<CaseEvent, { type: 'confirmed' }>;

/**
 * The agency that a step names has said that it has what it was sent: that does the step, and nobody here did it. What
 * is done already, or must wait for something else, stays as it is.
 */
export function actConfirmed(
  world: World,
  progress: Progress,
  { step: key, happenedAt }: Confirmed,
  now: Instant,
): Progress | Refused {
  const { state } = progress;
  if (state.endedAt !== null) return progress;
  const duty = dutyOf(state, key);
  if (duty === undefined) return refuse('notOpen', 'That has not come up yet.');
  const step = stepOf(world, duty.step);
  if (step?.confirmedBy === undefined) {
    return refuse('notAllowed', 'No agency may confirm that.');
  }
  if (!isOwed(duty) || blocked(world, state, step, null) !== null) return progress;
  const when = happenedAt === undefined ? {} : { happenedAt };
  return finish(world, progress, step, doneDuty(duty, { by: null, ...when }, now), undefined, now);
}

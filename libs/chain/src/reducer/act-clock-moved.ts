import type { CaseEvent } from './event.ts';
import { isExcluded } from './owner.ts';
import type { Progress } from './progress.ts';
import { refuse } from './refuse.ts';
import type { Refused } from './refuse.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';

type ClockMoved = Extract<CaseEvent, { type: 'clockMoved' }>;

/** Allows a drill's clock to be moved on. The caller keeps the offset and then plays the time that has passed. */
export function actClockMoved(
  world: World,
  progress: Progress,
  event: ClockMoved,
  now: Instant,
): Progress | Refused {
  if (!progress.state.drill) return refuse('notADrill', 'Only the clock of a drill can be moved.');
  if (progress.state.endedAt !== null) return refuse('ended', 'This case has ended.');
  if (isExcluded(world, progress.state, event.by)) {
    return refuse('excluded', 'You may not take part in this case.');
  }
  if (!Number.isSafeInteger(event.to) || event.to <= now) {
    return refuse('backwards', 'The clock of a drill can only be moved forward.');
  }
  return progress;
}

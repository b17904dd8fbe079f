import type { CalendarSnapshot, Instant } from './calendar.ts';
import type { DayOptions } from './day-ends.ts';
import { dueOf } from './due-of.ts';
import type { Due } from './due.ts';
import type { Length } from './length.ts';
import type { Pause } from './pauses.ts';

/**
 * When the next round of what repeats is due: counted from when it was last done, early or late, not from when that was
 * due. So a review that was held late moves those after it, and none is owed twice.
 */
export function nextDue(
  calendar: CalendarSnapshot,
  every: Length,
  lastDone: Instant,
  options: DayOptions = {},
  pauses: readonly Pause[] = [],
): Due {
  return dueOf(calendar, { ...options, within: every }, lastDone, pauses);
}

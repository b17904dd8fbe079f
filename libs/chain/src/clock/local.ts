import type { CalendarSnapshot, DayNumber, Instant } from './calendar.ts';
import { DAY, MINUTE } from './civil.ts';

type Offsets = CalendarSnapshot['offsets'];

/** The last change at or before the instant; the first one speaks for all time before it. */
function changeAt(offsets: Offsets, instant: Instant): number {
  const last = offsets.length - 1;
  const [first, final] = [beginOf(offsets, 0), beginOf(offsets, last)];
  if (instant >= final) return last;
  if (instant <= first) return 0;
  // Clocks change about as often in every year, so it is near where it would be if they did so evenly.
  let change = Math.floor(((instant - first) / (final - first)) * last);
  while (beginOf(offsets, change) > instant) change -= 1;
  while (beginOf(offsets, change + 1) <= instant) change += 1;
  return change;
}

const beginOf = (offsets: Offsets, change: number): Instant => offsets[change]?.[0] ?? 0;

/** Milliseconds by which local clocks are ahead of UTC at an instant. */
export function offsetAt(calendar: CalendarSnapshot, instant: Instant): number {
  const { offsets } = calendar;
  return (offsets[changeAt(offsets, instant)]?.[1] ?? 0) * MINUTE;
}

/** The local day an instant falls on. */
export function localDay(calendar: CalendarSnapshot, instant: Instant): DayNumber {
  return Math.floor((instant + offsetAt(calendar, instant)) / DAY);
}

/** The first instant of a local day, or of the next one where clocks skip it. */
export function startOfDay(calendar: CalendarSnapshot, day: DayNumber): Instant {
  return atTime(calendar, day, 0);
}

/** The first instant of a local day at which the clocks show so many minutes after midnight, or more where they skip it. */
export function atTime(calendar: CalendarSnapshot, day: DayNumber, minutes: number): Instant {
  const { offsets } = calendar;
  const utc = day * DAY + minutes * MINUTE;
  // No place on earth is a whole day from UTC, so it comes in this stretch or a later one.
  for (let change = changeAt(offsets, utc - DAY); ; change += 1) {
    const offset = (offsets[change]?.[1] ?? 0) * MINUTE;
    const begins = change === 0 ? -Infinity : (offsets[change]?.[0] ?? -Infinity);
    const ends = offsets[change + 1]?.[0] ?? Infinity;
    const start = Math.max(begins, utc - offset);
    if (start < ends) return start;
  }
}

import type { CalendarSnapshot, DayNumber, Instant } from '../clock/calendar.ts';
import { dayNumber, HOUR, MINUTE } from '../clock/civil.ts';
import { atTime, offsetAt } from '../clock/local.ts';

// Apart from the parser, so that a scenario which has been read is played without it.

/** The day of a date that has been read. */
export function dayOf(date: string): DayNumber {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return dayNumber({ year, month, day });
}

export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** The instant of a time that has been read: the first, where it comes twice and is not said which. */
export function instantOfLocal(calendar: CalendarSnapshot, written: string): Instant {
  const at = atTime(calendar, dayOf(written.slice(0, 10)), minutesOf(written.slice(11, 16)));
  if (!written.endsWith(' GMT')) return at;
  // Before the clocks went back it was an hour ahead; the same time in GMT comes an hour later.
  const wasAhead = offsetAt(calendar, at) === 60 * MINUTE;
  return wasAhead && offsetAt(calendar, at + HOUR) === 0 ? at + HOUR : at;
}

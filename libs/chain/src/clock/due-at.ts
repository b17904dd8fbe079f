import type { CalendarSnapshot, Instant } from './calendar.ts';
import { HOUR, MINUTE } from './civil.ts';
import { daysOf } from './counted-days.ts';
import { STRICT } from './day-ends.ts';
import type { Length, Limit } from './length.ts';
import { localDay, startOfDay } from './local.ts';
import { NEVER_PAUSED } from './pauses.ts';
import { countOf, kindOf, runOn } from './run-on.ts';
import { nthBefore } from './run-up.ts';

/**
 * The first instant that is late, strictly and without pauses. Days end at local midnight and the starting day never
 * counts, so a start at a weekend makes the first working day after it day 1. Hours and minutes are elapsed time,
 * whatever the clocks on the wall do.
 */
export function dueAt(calendar: CalendarSnapshot, start: Instant, within: Limit): Instant {
  // Only a pause without end leaves a clock without a due.
  return runOn(calendar, within, start, STRICT, NEVER_PAUSED).due ?? start;
}

/** A length counted on from a due instant. What was due at a day's end counts its days from that day. */
export function afterDue(calendar: CalendarSnapshot, due: Instant, length: Length): Instant {
  return dueAt(calendar, 'minutes' in length || 'hours' in length ? due : due - 1, length);
}

/**
 * A length counted back from a due instant. In days it is the start of a day: one day before is the start of the day on
 * which it falls due, one working day before the start of the last working day that begins before it.
 */
export function beforeDue(calendar: CalendarSnapshot, due: Instant, length: Length): Instant {
  if ('minutes' in length) return due - length.minutes * MINUTE;
  if ('hours' in length) return due - length.hours * HOUR;
  const dayAfter = localDay(calendar, due - 1) + 1;
  const days = daysOf(calendar, kindOf(length));
  return startOfDay(calendar, nthBefore(days, dayAfter, countOf(length, dayAfter, -1)));
}

/** The instant at which a share of the time from start to due has gone, rounded down to the second: never too late. */
export function atShare(start: Instant, due: Instant, share: number): Instant {
  return start + Math.floor(((due - start) * share) / 1000) * 1000;
}

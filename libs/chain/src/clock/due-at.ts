import type { CalendarSnapshot, Instant } from './calendar.ts';
import { HOUR, MINUTE } from './civil.ts';
import type { Length } from './length.ts';
import { localDay, startOfDay } from './local.ts';
import { workingDayAfter, workingDayBefore } from './working-days.ts';

/**
 * The first instant that is late. Days end at local midnight and the starting day never counts, so a start at a weekend
 * makes the first working day after it day 1. Hours and minutes are elapsed time, whatever the clocks on the wall do.
 */
export function dueAt(calendar: CalendarSnapshot, start: Instant, within: Length): Instant {
  if ('minutes' in within) return start + within.minutes * MINUTE;
  if ('hours' in within) return start + within.hours * HOUR;
  const day = localDay(calendar, start);
  const last =
    'workingDays' in within ? workingDayAfter(calendar, day, within.workingDays) : day + within.calendarDays;
  return startOfDay(calendar, last + 1);
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
  return startOfDay(
    calendar,
    'workingDays' in length
      ? workingDayBefore(calendar, dayAfter, length.workingDays)
      : dayAfter - length.calendarDays,
  );
}

/** The instant at which a share of the time from start to due has gone, rounded down to the second: never too late. */
export function atShare(start: Instant, due: Instant, share: number): Instant {
  return start + Math.floor(((due - start) * share) / 1000) * 1000;
}

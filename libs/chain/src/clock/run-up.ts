import type { CalendarSnapshot, DayNumber, Instant } from './calendar.ts';
import { HOUR, MINUTE } from './civil.ts';
import { daysOf } from './counted-days.ts';
import type { CountedDays } from './counted-days.ts';
import { endOfDay, isKnown, rolled } from './day-ends.ts';
import type { DayOptions } from './day-ends.ts';
import { soonerOfUnsure } from './due.ts';
import type { Due } from './due.ts';
import type { Limit } from './length.ts';
import { localDay, startOfDay } from './local.ts';
import { beginningOf, countOf, isRollKnown, kindOf } from './run-on.ts';
import type { DayLength } from './run-on.ts';

/**
 * When something must be there that is due a limit before an event. Days are whole days in between: two working days
 * before a conference on a Thursday leave the Tuesday and the Wednesday, so it is due by the end of the Monday.
 */
export function runUpTo(calendar: CalendarSnapshot, limit: Limit, event: Instant, options: DayOptions): Due {
  if ('hours' in limit) return { due: event - limit.hours * HOUR, provisional: false };
  if ('minutes' in limit) return { due: event - limit.minutes * MINUTE, provisional: false };
  if ('beforeNext' in limit) return lastBeginning(calendar, limit.beforeNext, event);
  if (!('sooner' in limit)) return runUpInDays(calendar, limit, event, options);
  return limit.sooner.map((each) => runUpTo(calendar, each, event, options)).reduce(soonerOfUnsure);
}

function runUpInDays(
  calendar: CalendarSnapshot,
  length: DayLength,
  event: Instant,
  options: DayOptions,
): Due {
  const days = daysOf(calendar, kindOf(length));
  const today = localDay(calendar, event);
  const first = nthBefore(days, today, countOf(length, today, -1));
  const known = isKnown(days, first, today - 1) && isRollKnown(calendar, first - 1, options);
  return { due: dueBefore(calendar, first, today, options), provisional: !known };
}

/** The nth of some days before a day; none before it is the day itself. */
export function nthBefore(days: CountedDays, day: DayNumber, n: number): DayNumber {
  return n === 0 ? day : days.numbered(days.upTo(day - 1) - n + 1);
}

/** By the end of the day before a day; rolled, unless that would leave the event's own day for it. */
function dueBefore(
  calendar: CalendarSnapshot,
  day: DayNumber,
  event: DayNumber,
  options: DayOptions,
): Instant {
  const due = endOfDay(calendar, rolled(calendar, day - 1, options), options);
  return due <= startOfDay(calendar, event) ? due : endOfDay(calendar, day - 1, options);
}

/** The last time that a day of a kind begins, no later than the event. */
function lastBeginning(calendar: CalendarSnapshot, kind: 'schoolDay' | 'workingDay', event: Instant): Due {
  const days = daysOf(calendar, kind);
  const today = localDay(calendar, event);
  const day = days.numbered(days.upTo(today));
  const begins = beginningOf(calendar, kind, day);
  const last = begins <= event ? day : nthBefore(days, day, 1);
  return { due: beginningOf(calendar, kind, last), provisional: !isKnown(days, last, today) };
}

import type { Limit } from '../clock/length.ts';

/** A limit that has no parts. */
export type PlainLimit = Exclude<Limit, { sooner: unknown }>;

const DAY_MINUTES = 24 * 60;
/** Where the clocks change in between, a day is an hour longer or shorter. */
const CLOCKS_CHANGE = 60;
const SHORTEST_MONTH = 28;
const LONGEST_MONTH = 31;

/** The name of the one property that says which kind of limit it is. */
export const kindOf = (limit: PlainLimit): string => Object.keys(limit)[0] ?? '';

/**
 * The fewest minutes that can pass from any start to the end of a limit. A day's end is as near as the start is late on
 * its day; days that do not count only put it off.
 */
export function leastMinutes(limit: PlainLimit): number {
  if ('minutes' in limit) return limit.minutes;
  if ('hours' in limit) return limit.hours * 60;
  return Math.max(0, fewestDays(limit) * DAY_MINUTES - CLOCKS_CHANGE);
}

/** The most minutes that can pass; endless where a calendar decides which days count. */
export function mostMinutes(limit: PlainLimit): number {
  if ('minutes' in limit) return limit.minutes;
  if ('hours' in limit) return limit.hours * 60;
  const days = mostDays(limit);
  return days === null ? Infinity : (days + 1) * DAY_MINUTES + CLOCKS_CHANGE;
}

/** How many days at least lie between the start's day and the day at whose end it falls due; none for elapsed time. */
export function fewestDays(limit: PlainLimit): number {
  if ('workingDays' in limit) return limit.workingDays;
  if ('schoolDays' in limit) return limit.schoolDays;
  if ('calendarDays' in limit) return limit.calendarDays;
  return 'months' in limit ? limit.months * SHORTEST_MONTH : 0;
}

/** How many days at most; null where that is not for us to say. */
export function mostDays(limit: PlainLimit): number | null {
  if ('calendarDays' in limit) return limit.calendarDays;
  return 'months' in limit ? limit.months * LONGEST_MONTH : null;
}

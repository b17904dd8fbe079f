import type { CalendarSnapshot, DayNumber, Instant } from './calendar.ts';
import { daysOf } from './counted-days.ts';
import type { CountedDays } from './counted-days.ts';
import { atTime, localDay, startOfDay } from './local.ts';

/** What a trust may choose about days. Hours and minutes know nothing of it. */
export interface DayOptions {
  readonly weekendStart?: 'strict' | 'lenient' | undefined;
  readonly close?: { readonly at: string; readonly startAfterIt: 'sameDay' | 'nextDay' } | undefined;
  readonly roll?: 'forward' | 'back' | undefined;
}

/** Strict: midnight ends a day, weekends give nothing, and no due day is moved. */
export const STRICT: DayOptions = {};

/** The day that a start belongs to: the one after which counting begins. */
export function dayOfStart(
  calendar: CalendarSnapshot,
  days: CountedDays,
  start: Instant,
  { close, weekendStart }: DayOptions,
): DayNumber {
  let day = localDay(calendar, start);
  if (close?.startAfterIt === 'nextDay' && start >= atTime(calendar, day, minutesOf(close.at))) day += 1;
  return weekendStart === 'lenient' ? firstFrom(days, day) : day;
}

/** The first instant that is late when something is due by the end of a day: when the office closes, else midnight. */
export function endOfDay(calendar: CalendarSnapshot, day: DayNumber, { close }: DayOptions): Instant {
  return close === undefined ? startOfDay(calendar, day + 1) : atTime(calendar, day, minutesOf(close.at));
}

/** Where a due day on which nobody works is moved to; any other day stays. */
export function rolled(calendar: CalendarSnapshot, day: DayNumber, { roll }: DayOptions): DayNumber {
  if (roll === undefined) return day;
  const days = daysOf(calendar, 'workingDay');
  return roll === 'forward' ? firstFrom(days, day) : days.numbered(days.upTo(day));
}

/** The first of some days that is no earlier than a day. */
export function firstFrom(days: CountedDays, day: DayNumber): DayNumber {
  return days.numbered(days.upTo(day - 1) + 1);
}

/** Whether the calendar knows the days from one to another, rather than what stands in for them. */
export function isKnown(days: CountedDays, first: DayNumber, last: DayNumber): boolean {
  return first >= days.knownFrom && last <= days.knownTo;
}

/** Minutes after midnight of a time as 17:00. */
function minutesOf(time: string): number {
  const digit = (index: number): number => time.charCodeAt(index) - 48;
  return (digit(0) * 10 + digit(1)) * 60 + digit(3) * 10 + digit(4);
}

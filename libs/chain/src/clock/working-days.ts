import type { CalendarSnapshot, DayNumber } from './calendar.ts';
import { isWeekend } from './civil.ts';
import { daysOf } from './counted-days.ts';
import type { DayKind } from './counted-days.ts';

/** Whether a day is neither at a weekend nor a holiday. Outside its range a calendar knows weekends only. */
export function isWorkingDay(calendar: CalendarSnapshot, day: DayNumber): boolean {
  return isOfKind(calendar, 'workingDay', day);
}

/** Whether pupils come on a day. Where no term is known, working days stand in. */
export function isSchoolDay(calendar: CalendarSnapshot, day: DayNumber): boolean {
  return isOfKind(calendar, 'schoolDay', day);
}

/** Why nobody works on a weekday; null where somebody does, or at a weekend. */
export function whyOff(calendar: CalendarSnapshot, day: DayNumber): 'holiday' | 'closed' | null {
  if (isWeekend(day) || isWorkingDay(calendar, day)) return null;
  return calendar.holidays.includes(day) ? 'holiday' : 'closed';
}

function isOfKind(calendar: CalendarSnapshot, kind: DayKind, day: DayNumber): boolean {
  const days = daysOf(calendar, kind);
  return days.upTo(day) > days.upTo(day - 1);
}

/** The last day on which it is known whether pupils come; null where a calendar has no terms. */
export function termsKnownUntil(calendar: CalendarSnapshot): DayNumber | null {
  const { knownTo } = daysOf(calendar, 'schoolDay');
  return Number.isFinite(knownTo) ? knownTo : null;
}

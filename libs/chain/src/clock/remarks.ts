import type { CalendarSnapshot, DayNumber } from './calendar.ts';
import { isWeekend } from './civil.ts';
import { daysOf } from './counted-days.ts';
import type { DayKind } from './counted-days.ts';
import { describeDay } from './describe.ts';
import { isSchoolDay, isWorkingDay, whyOff } from './working-days.ts';

/** A sentence has room for a few days; the longest clock passes hundreds. */
const MOST_NAMED = 6;
const MOST_LOOKED_AT = 5_000;

/** What did not count among some days, and why not. */
export interface Skipped {
  /** Weekdays that were holidays. */
  readonly holidays: readonly DayNumber[];
  /** Weekdays on which a trust had closed its offices. */
  readonly officesClosed: readonly DayNumber[];
  /** How many days of weekends. */
  readonly weekendDays: number;
  /** Days of a term on which pupils do not come. */
  readonly insetDays: readonly DayNumber[];
  /** How many other weekdays between the terms. */
  readonly outOfTerm: number;
}

/** The days from one to another that a clock of a kind passes over. */
export function skippedDays(
  calendar: CalendarSnapshot,
  kind: DayKind,
  first: DayNumber,
  last: DayNumber,
): Skipped {
  const skipped: DayNumber[] = [];
  const end = Math.min(last, first + MOST_LOOKED_AT);
  for (let day = first; kind !== 'day' && day <= end; day += 1) {
    const counts = kind === 'schoolDay' ? isSchoolDay(calendar, day) : isWorkingDay(calendar, day);
    if (!counts) skipped.push(day);
  }
  const weekdays = skipped.filter((day) => !isWeekend(day));
  const worked = weekdays.filter((day) => isWorkingDay(calendar, day));
  const insetDays = worked.filter((day) => calendar.insetDays?.includes(day));
  return {
    holidays: weekdays.filter((day) => whyOff(calendar, day) === 'holiday'),
    officesClosed: weekdays.filter((day) => whyOff(calendar, day) === 'closed'),
    weekendDays: skipped.length - weekdays.length,
    insetDays,
    outOfTerm: worked.length - insetDays.length,
  };
}

export function skipRemarks(skipped: Skipped): string[] {
  const { holidays, officesClosed, weekendDays, insetDays, outOfTerm } = skipped;
  return [
    ...(weekendDays === 0 ? [] : ['weekends do not count']),
    ...named(holidays, 'is a bank holiday', 'are bank holidays'),
    ...named(officesClosed, 'is a day on which offices are closed', 'are days on which offices are closed'),
    ...named(insetDays, 'is an INSET day', 'are INSET days'),
    ...(outOfTerm === 0 ? [] : ['school holidays do not count']),
  ];
}

/** 'Fri 3 Apr 2026, Mon 6 Apr 2026 are bank holidays' */
function named(days: readonly DayNumber[], one: string, several: string): string[] {
  if (days.length === 0) return [];
  const more = days.length > MOST_NAMED ? ` and ${days.length - MOST_NAMED} more` : '';
  const words = `${days.slice(0, MOST_NAMED).map(describeDay).join(', ')}${more}`;
  return [`${words} ${days.length === 1 ? one : several}`];
}

/** From where on, or until where, working days stood in for what the calendar does not know. */
export function unknownRemark(calendar: CalendarSnapshot, kind: DayKind): string {
  const { knownFrom, knownTo } = daysOf(calendar, kind);
  if (kind !== 'schoolDay') {
    return `holidays are known from ${describeDay(calendar.from)} to ${describeDay(calendar.to)} only, so this is provisional`;
  }
  if (knownTo < knownFrom) return 'no term dates are known, so working days stand in and this is provisional';
  const known = `term dates are known from ${describeDay(knownFrom)} to ${describeDay(knownTo)} only`;
  return `${known}, so working days stand in and this is provisional`;
}

import type { CalendarSnapshot, DayNumber, Instant } from './calendar.ts';
import { isWeekend } from './civil.ts';
import { describeDay, describeDue, describeInstant, describeLength } from './describe.ts';
import { dueAt } from './due-at.ts';
import type { Length } from './length.ts';
import { localDay, offsetAt } from './local.ts';
import { isWorkingDay } from './working-days.ts';

/** What led to a due instant, for people who ask why. */
export interface Why {
  readonly start: Instant;
  readonly length: Length;
  readonly due: Instant;
  /** Weekdays that were holidays and did not count. */
  readonly holidays: readonly DayNumber[];
  /** How many days of weekends did not count. */
  readonly weekendDays: number;
  /** Minutes by which the clocks on the wall moved meanwhile: 60 in March, -60 in October. */
  readonly clocksMoved: number;
}

/** The due instant together with everything that led to it. */
export function whyDueAt(calendar: CalendarSnapshot, start: Instant, length: Length): Why {
  const due = dueAt(calendar, start, length);
  const skipped = 'workingDays' in length ? skippedDays(calendar, start, due) : [];
  return {
    start,
    length,
    due,
    holidays: skipped.filter((day) => !isWeekend(day)),
    weekendDays: skipped.filter(isWeekend).length,
    clocksMoved: (offsetAt(calendar, due) - offsetAt(calendar, start)) / 60_000,
  };
}

/** The same as one sentence. */
export function sayWhy(calendar: CalendarSnapshot, why: Why): string {
  const start = describeInstant(calendar, why.start);
  const remarks = [...weekendRemark(why), ...holidayRemark(why), ...clocksRemark(why)];
  const aside = remarks.length === 0 ? '' : ` (${remarks.join('; ')})`;
  return `${describeLength(why.length)} from ${start}: ${describeDue(calendar, why.due)}${aside}.`;
}

function skippedDays(calendar: CalendarSnapshot, start: Instant, due: Instant): DayNumber[] {
  const skipped: DayNumber[] = [];
  const last = localDay(calendar, due - 1);
  for (let day = localDay(calendar, start) + 1; day <= last; day += 1) {
    if (!isWorkingDay(calendar, day)) skipped.push(day);
  }
  return skipped;
}

function weekendRemark({ weekendDays }: Why): string[] {
  return weekendDays === 0 ? [] : ['weekends do not count'];
}

function holidayRemark({ holidays }: Why): string[] {
  if (holidays.length === 0) return [];
  const days = holidays.map(describeDay).join(', ');
  return [holidays.length === 1 ? `${days} is a bank holiday` : `${days} are bank holidays`];
}

function clocksRemark({ clocksMoved, length }: Why): string[] {
  if (clocksMoved === 0 || 'workingDays' in length || 'calendarDays' in length) return [];
  return [clocksMoved > 0 ? 'the clocks go forward meanwhile' : 'the clocks go back meanwhile'];
}

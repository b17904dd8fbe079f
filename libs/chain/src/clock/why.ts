import type { CalendarSnapshot, DayNumber, Instant } from './calendar.ts';
import { describeDue, describeInstant, describeLength } from './describe.ts';
import { dueAt } from './due-at.ts';
import type { Length } from './length.ts';
import { localDay, offsetAt } from './local.ts';
import { skippedDays, skipRemarks } from './remarks.ts';
import { kindOf } from './run-on.ts';

/** What led to a due instant, for people who ask why. */
export interface Why {
  readonly start: Instant;
  readonly length: Length;
  readonly due: Instant;
  /** Weekdays that were holidays and did not count. */
  readonly holidays: readonly DayNumber[];
  /** Weekdays on which a trust had closed its offices. */
  readonly officesClosed: readonly DayNumber[];
  /** How many days of weekends did not count. */
  readonly weekendDays: number;
  /** Days of a term that did not count, as pupils do not come. */
  readonly insetDays: readonly DayNumber[];
  /** How many other weekdays between terms did not count. */
  readonly outOfTerm: number;
  /** Minutes by which the clocks on the wall moved meanwhile: 60 in March, -60 in October. */
  readonly clocksMoved: number;
}

/** The due instant, strictly and without pauses, together with everything that led to it. */
export function whyDueAt(calendar: CalendarSnapshot, start: Instant, length: Length): Why {
  const due = dueAt(calendar, start, length);
  const kind = isElapsed(length) ? 'day' : kindOf(length);
  return {
    start,
    length,
    due,
    ...skippedDays(calendar, kind, localDay(calendar, start) + 1, localDay(calendar, due - 1)),
    clocksMoved: (offsetAt(calendar, due) - offsetAt(calendar, start)) / 60_000,
  };
}

/** The same as one sentence. */
export function sayWhy(calendar: CalendarSnapshot, why: Why): string {
  const start = describeInstant(calendar, why.start);
  const remarks = [...skipRemarks(why), ...(isElapsed(why.length) ? clocksRemark(why.clocksMoved) : [])];
  return sentenceOf(`${describeLength(why.length)} from ${start}`, describeDue(calendar, why.due), remarks);
}

export function sentenceOf(rule: string, due: string, remarks: readonly string[]): string {
  return `${rule}: ${due}${remarks.length === 0 ? '' : ` (${remarks.join('; ')})`}.`;
}

export function clocksRemark(clocksMoved: number): string[] {
  if (clocksMoved === 0) return [];
  return [clocksMoved > 0 ? 'the clocks go forward meanwhile' : 'the clocks go back meanwhile'];
}

export function isElapsed(length: object): length is { hours: number } | { minutes: number } {
  return 'hours' in length || 'minutes' in length;
}

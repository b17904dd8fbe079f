import type { CalendarSnapshot, Instant } from '../clock/calendar.ts';
import { dayNumber, HOUR, MINUTE } from '../clock/civil.ts';
import { describeInstant } from '../clock/describe.ts';
import { ENGLAND } from '../clock/england/england.ts';
import { localDay, startOfDay } from '../clock/local.ts';
import { isWorkingDay } from '../clock/working-days.ts';

const day = (year: number, month: number, date: number): number => dayNumber({ year, month, day: date });

/** A school year with its half-terms, so that school days and holidays are told apart. */
export const PROOF_CALENDAR: CalendarSnapshot = {
  ...ENGLAND,
  terms: [
    [day(2026, 2, 23), day(2026, 3, 27)],
    [day(2026, 4, 13), day(2026, 5, 22)],
    [day(2026, 6, 1), day(2026, 7, 17)],
    [day(2026, 9, 2), day(2026, 10, 23)],
    [day(2026, 11, 2), day(2026, 12, 18)],
    [day(2027, 1, 4), day(2027, 2, 12)],
  ],
};

export interface Start {
  readonly name: string;
  readonly at: Instant;
}

const at = (date: number, hours: number, minutes: number): Instant =>
  startOfDay(ENGLAND, date) + hours * HOUR + minutes * MINUTE;

/** The starts that matter: an ordinary hour, and those at which people are hardest to find or clocks change. */
export const STARTS: readonly Start[] = [
  { name: 'Tue 10 Nov 2026, 10:00', at: at(day(2026, 11, 10), 10, 0) },
  { name: 'Fri 13 Nov 2026, 16:40', at: at(day(2026, 11, 13), 16, 40) },
  { name: 'Wed 28 Oct 2026, 10:00, half-term', at: at(day(2026, 10, 28), 10, 0) },
  { name: 'Thu 24 Dec 2026, 15:00', at: at(day(2026, 12, 24), 15, 0) },
  { name: 'Sun 29 Mar 2026, 00:30, clocks go forward', at: at(day(2026, 3, 29), 0, 30) },
  { name: 'Sun 25 Oct 2026, 00:30, clocks go back', at: at(day(2026, 10, 25), 0, 30) },
];

/** Hours between nine and five on working days. */
export function workingHoursBetween(calendar: CalendarSnapshot, from: Instant, to: Instant): number {
  let sum = 0;
  for (let date = localDay(calendar, from); startOfDay(calendar, date) < to; date += 1) {
    if (!isWorkingDay(calendar, date)) continue;
    const start = startOfDay(calendar, date);
    sum += Math.max(0, Math.min(to, start + 17 * HOUR) - Math.max(from, start + 9 * HOUR));
  }
  return sum / HOUR;
}

/** "Fri 13 16:40". */
export const briefly = (calendar: CalendarSnapshot, instant: Instant): string =>
  describeInstant(calendar, instant).replace(/ \w+ \d+,/, '');

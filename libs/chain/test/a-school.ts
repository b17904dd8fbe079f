import type { CalendarSnapshot } from '../src/clock/calendar.ts';
import { ENGLAND } from '../src/clock/england/england.ts';

export const at = (iso: string): number => Date.parse(iso);
export const dayOf = (date: string): number => at(`${date}T00:00:00Z`) / 86_400_000;

/** A school's year 2026 to 2027: six terms, three INSET days, a day that begins at 08:45. */
export const aSchool = (over: Partial<CalendarSnapshot> = {}): CalendarSnapshot => ({
  ...ENGLAND,
  name: 'Oakfield Primary',
  terms: [
    ['2026-09-01', '2026-10-23'],
    ['2026-11-02', '2026-12-18'],
    ['2027-01-04', '2027-02-12'],
    ['2027-02-22', '2027-03-25'],
    ['2027-04-12', '2027-05-28'],
    ['2027-06-07', '2027-07-21'],
  ].map(([first = '', last = '']): [number, number] => [dayOf(first), dayOf(last)]),
  insetDays: ['2026-09-01', '2026-11-02', '2027-01-04'].map(dayOf),
  schoolDayStarts: 525,
  ...over,
});

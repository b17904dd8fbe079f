import * as z from 'zod';
import type { CalendarSnapshot, DayNumber, Instant } from '../clock/calendar.ts';
import { civilDate, dayNumber, HOUR, MINUTE } from '../clock/civil.ts';
import { atTime, offsetAt } from '../clock/local.ts';

const WRITTEN = /^(\d{4})-(\d{2})-(\d{2}) ([01]\d|2[0-3]):([0-5]\d)( GMT| BST)?$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A time as the clock on the wall shows it; GMT or BST tells the hour that comes twice in October apart. */
export const localTime = z
  .string()
  .refine(
    (text) => WRITTEN.test(text) && isDate(text.slice(0, 10)),
    'Write a time as 2026-10-23 16:40, with GMT or BST behind it where the clocks go back.',
  );

export const localDate = z.string().refine(isDate, 'Write a date as 2026-10-23.');

/** Local time of day. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time of day as 17:00.');

function isDate(text: string): boolean {
  const day = dayOf(text);
  const { year, month, day: date } = civilDate(day);
  const two = (number: number): string => `${number}`.padStart(2, '0');
  return DATE.test(text) && text === `${`${year}`.padStart(4, '0')}-${two(month)}-${two(date)}`;
}

/** The day of a date that has been read. */
export function dayOf(date: string): DayNumber {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return dayNumber({ year, month, day });
}

export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** The instant of a time that has been read: the first, where it comes twice and is not said which. */
export function instantOfLocal(calendar: CalendarSnapshot, written: string): Instant {
  const at = atTime(calendar, dayOf(written.slice(0, 10)), minutesOf(written.slice(11, 16)));
  if (!written.endsWith(' GMT')) return at;
  // Before the clocks went back it was an hour ahead; the same time in GMT comes an hour later.
  const wasAhead = offsetAt(calendar, at) === 60 * MINUTE;
  return wasAhead && offsetAt(calendar, at + HOUR) === 0 ? at + HOUR : at;
}

import * as z from 'zod/mini';
import { dayOf, WRITTEN } from './local-time.ts';
import { written } from '../clock/civil.ts';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A time as the clock on the wall shows it; GMT or BST tells the hour that comes twice in October apart. */
export const localTime = z
  .string()
  .check(
    z.refine(
      (text) => WRITTEN.test(text) && isDate(text.slice(0, 10)),
      'Write a time as 2026-10-23 16:40, with GMT or BST behind it where the clocks go back.',
    ),
  );

export const localDate = z.string().check(z.refine(isDate, 'Write a date as 2026-10-23.'));

/** Local time of day. */
export const timeOfDay = z
  .string()
  .check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time of day as 17:00.'));

function isDate(text: string): boolean {
  return DATE.test(text) && text === written(dayOf(text));
}

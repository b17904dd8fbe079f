import { dayNumber, ENGLAND, startOfDay } from '@trustward/chain';
import type { DayNumber } from '@trustward/chain';
import * as z from 'zod';

/** An instant with its offset from UTC, in milliseconds. */
export const instant = z.iso
  .datetime({
    offset: true,
    error: 'Write an instant with its offset, such as 2026-03-27T16:00:00Z or 2026-04-02T16:30:00+01:00.',
  })
  .transform((text) => Date.parse(text));

/** A date as the number of its day. */
export const day = z.iso.date({ error: 'Write a date, such as 2026-03-27.' }).transform((text): DayNumber => {
  const [year = 0, month = 0, date = 0] = text.split('-').map(Number);
  return dayNumber({ year, month, day: date });
});

/** A date as the instant at which it begins in London. */
export const date = day.transform((number) => startOfDay(ENGLAND, number));

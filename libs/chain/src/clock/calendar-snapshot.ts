import * as z from 'zod/mini';
import type { DayNumber } from './calendar.ts';
import { pair } from '../language/words.ts';

/** Two centuries: what is derived from a calendar stays small whatever is written. */
const MOST_DAYS = 73_049;
const MINUTES_OF_DAY = 1_440;

const snapshot = z.strictObject({
  name: z.string(),
  /** First and last day number it speaks for. */
  from: z.int(),
  to: z.int(),
  /** Weekdays that are holidays, as day numbers. */
  holidays: z.array(z.int()),
  /** Other days on which nobody works, as a trust said itself: they move no floor. */
  officesClosed: z.optional(z.array(z.int())),
  /** Ascending [instant, minutes east of UTC from that instant on]. */
  offsets: z.array(pair(z.int())).check(z.minLength(1)),
  /** A school's terms as [first day, last day], ascending; a half-term holiday lies between two of them. */
  terms: z.optional(z.array(pair(z.int()))),
  /** Days of a term on which the staff come and the pupils do not. */
  insetDays: z.optional(z.array(z.int())),
  /** Minutes after local midnight at which a school day begins. */
  schoolDayStarts: z.optional(z.int().check(z.gte(0), z.lt(MINUTES_OF_DAY))),
});

/**
 * A calendar frozen by content hash when a case opens, so that browser, API and worker agree to the millisecond
 * without a time zone database.
 */
export const calendarSnapshot = snapshot.check(({ value, issues }) => {
  const say = (path: string, message: string) =>
    issues.push({ code: 'custom', input: value, path: [path], message });
  if (value.to < value.from || value.to - value.from > MOST_DAYS) {
    say('to', 'A calendar ends on or after the day it begins, at most two hundred years later.');
  }
  if (value.offsets.some(([, minutes]) => Math.abs(minutes) >= MINUTES_OF_DAY)) {
    say('offsets', 'No place on earth is a whole day from UTC.');
  }
  if (value.offsets.some(([from], index) => from <= (value.offsets[index - 1]?.[0] ?? -Infinity))) {
    say('offsets', 'Each change of the clocks comes after the one before it.');
  }
  if (value.terms?.some(([first, last], index) => last < first || first <= endBefore(value.terms, index))) {
    say('terms', 'Each term ends on or after its first day and begins after the one before it has ended.');
  }
});
export type CalendarSnapshot = z.infer<typeof snapshot>;

function endBefore(terms: readonly (readonly [number, number])[] | undefined, index: number): DayNumber {
  return terms?.[index - 1]?.[1] ?? -Infinity;
}

import * as z from 'zod';

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;
/** Days since 1970-01-01, in local time. */
export type DayNumber = number;

/**
 * A calendar frozen by content hash when a case opens, so that browser, API and worker agree to the millisecond
 * without a time zone database.
 */
export const calendarSnapshot = z.strictObject({
  name: z.string(),
  /** First and last day number it speaks for. */
  from: z.int(),
  to: z.int(),
  /** Weekdays that are holidays, as day numbers, ascending. */
  holidays: z.array(z.int()),
  /** Ascending [instant, minutes east of UTC from that instant on]. */
  offsets: z.array(z.tuple([z.int(), z.int()])).min(1),
});
export type CalendarSnapshot = z.infer<typeof calendarSnapshot>;

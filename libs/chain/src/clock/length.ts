import * as z from 'zod';

/** Ten years, in each unit: no duty waits longer, and arithmetic stays bounded whatever is written. */
export const LONGEST = {
  minutes: 5_256_000,
  hours: 87_600,
  workingDays: 2_610,
  calendarDays: 3_653,
} as const;

const count = (most: number) => z.int().positive().max(most);

/** How long a clock runs: elapsed time, or days counted on a calendar. */
export const length = z.union(
  [
    z.strictObject({ minutes: count(LONGEST.minutes) }),
    z.strictObject({ hours: count(LONGEST.hours) }),
    z.strictObject({ workingDays: count(LONGEST.workingDays) }),
    z.strictObject({ calendarDays: count(LONGEST.calendarDays) }),
  ],
  {
    error:
      'A length is one of minutes, hours, workingDays or calendarDays, with a whole number above zero and no more than ten years.',
  },
);
export type Length = z.infer<typeof length>;

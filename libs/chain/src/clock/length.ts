import * as z from 'zod/mini';

/** Ten years, in each unit: no duty waits longer, and arithmetic stays bounded whatever is written. */
export const LONGEST = {
  minutes: 5_256_000,
  hours: 87_600,
  workingDays: 2_610,
  schoolDays: 1_950,
  calendarDays: 3_653,
  months: 120,
} as const;

const upTo = (most: number) => z.int().check(z.positive(), z.lte(most));

const LENGTH_WORDS =
  'A length is one of minutes, hours, workingDays, schoolDays, calendarDays or months, with a whole number above zero and no more than ten years.';

/** How long a clock runs: elapsed time, or days and months counted on a calendar. */
export const length = z.union(
  [
    z.strictObject({ minutes: upTo(LONGEST.minutes) }),
    z.strictObject({ hours: upTo(LONGEST.hours) }),
    z.strictObject({ workingDays: upTo(LONGEST.workingDays) }),
    z.strictObject({ schoolDays: upTo(LONGEST.schoolDays) }),
    /** None: by the end of the same day. */
    z.strictObject({ calendarDays: z.int().check(z.gte(0), z.lte(LONGEST.calendarDays)) }),
    z.strictObject({ months: upTo(LONGEST.months) }),
  ],
  { error: LENGTH_WORDS },
);
export type Length = z.infer<typeof length>;

/** By when: a length, before the next day of a kind begins, or whichever of several is sooner. */
export type Limit = Length | { beforeNext: 'schoolDay' | 'workingDay' } | { sooner: Limit[] };

export const limit: z.ZodMiniType<Limit> = z.lazy(() =>
  z.union(
    [
      length,
      z.strictObject({ beforeNext: z.enum(['schoolDay', 'workingDay']) }),
      z.strictObject({ sooner: z.array(limit).check(z.minLength(2), z.maxLength(8)) }),
    ],
    { error: `${LENGTH_WORDS} Or { beforeNext: schoolDay }, or { sooner: [one, another] }.` },
  ),
);

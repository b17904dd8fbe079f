import * as z from 'zod';

/** How long a clock runs: elapsed time, or days counted on a calendar. */
export const length = z.union([
  z.strictObject({ minutes: z.int().positive() }),
  z.strictObject({ hours: z.int().positive() }),
  z.strictObject({ workingDays: z.int().positive() }),
  z.strictObject({ calendarDays: z.int().positive() }),
]);
export type Length = z.infer<typeof length>;

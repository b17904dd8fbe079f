import * as z from 'zod/mini';

/** The days on which something applies, both included. A case goes by the day on which it opened. */
export const inForce = z
  .strictObject({ from: z.optional(z.iso.date()), until: z.optional(z.iso.date()) })
  .check(
    z.refine(({ from = '', until }) => until === undefined || from <= until, {
      error: 'This ends before it begins, so it would never apply to any case.',
    }),
  );
export type InForce = z.infer<typeof inForce>;

import * as z from 'zod';

/** The days on which something applies, both included. A case goes by the day on which it opened. */
export const inForce = z
  .strictObject({ from: z.iso.date().optional(), until: z.iso.date().optional() })
  .refine(({ from = '', until }) => until === undefined || from <= until, {
    error: 'This ends before it begins, so it would never apply to any case.',
  });
export type InForce = z.infer<typeof inForce>;

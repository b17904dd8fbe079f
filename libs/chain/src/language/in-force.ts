import * as z from 'zod/mini';
import { dateOnly } from './words.ts';

/** The days on which something applies, both included. A case goes by the day on which it opened. */
export const inForce = z.strictObject({ from: z.optional(dateOnly), until: z.optional(dateOnly) }).check(
  z.refine(({ from = '', until }) => until === undefined || from <= until, {
    error: 'This ends before it begins, so it would never apply to any case.',
  }),
);
export type InForce = z.infer<typeof inForce>;

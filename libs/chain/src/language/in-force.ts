import * as z from 'zod';

/** The days on which something applies, both included. A case goes by the day on which it opened. */
export const inForce = z.strictObject({ from: z.iso.date().optional(), until: z.iso.date().optional() });
export type InForce = z.infer<typeof inForce>;

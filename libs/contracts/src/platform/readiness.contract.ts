import * as z from 'zod';

export const readiness = z
  .object({
    ready: z.boolean(),
    missing: z.array(z.enum(['database', 'temporal', 'worker'])),
    /** What works without hindering the rest, but not as it should; a sentence each. */
    notes: z.array(z.string()),
  })
  .meta({ id: 'Readiness' });
export type Readiness = z.infer<typeof readiness>;

/** This process answers; it says nothing of what it needs. */
export const health = z.object({ alive: z.literal(true) }).meta({ id: 'Health' });
export type Health = z.infer<typeof health>;

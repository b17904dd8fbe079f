import * as z from 'zod';

export const readiness = z
  .object({ ready: z.boolean(), missing: z.array(z.enum(['database', 'temporal', 'worker'])) })
  .meta({ id: 'Readiness' });
export type Readiness = z.infer<typeof readiness>;

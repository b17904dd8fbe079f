import { pageQuery } from '@trustward/contracts';
import * as z from 'zod';

/** Which cases to list. */
export const caseQuery = pageQuery.extend({ state: z.enum(['open', 'ended']).optional() });
export type CaseQuery = z.infer<typeof caseQuery>;

import * as z from 'zod';
import { id } from '../shared/primitives.ts';

/** What the one event stream says: what changed, never how. The page reloads it through the ordinary route. */
export const liveMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('case'), caseId: id, version: z.int() }),
  z.object({ kind: z.literal('notice') }),
  z.object({ kind: z.literal('signedOut') }),
]);
export type LiveMessage = z.infer<typeof liveMessage>;

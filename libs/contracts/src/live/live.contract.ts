import * as z from 'zod';
import { id, instant } from '../shared/primitives.ts';

/** What the one event stream says: what changed, never how. The page reloads it through the ordinary route. */
export const liveMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('case'), caseId: id, version: z.int() }),
  z.object({ kind: z.literal('notice') }),
  z.object({ kind: z.literal('signedOut') }),
  /** Since when what time brings is told late, as nothing drives it; null once it is again. Said when it changes. */
  z.object({ kind: z.literal('reminders'), waitingSince: instant.nullable() }),
]);
export type LiveMessage = z.infer<typeof liveMessage>;

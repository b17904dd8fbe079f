import * as z from 'zod';

/** Every code an error may carry. Stable: portals and scripts branch on them. */
export const PROBLEM_CODES = [
  'badRequest',
  'notSignedIn',
  'signInRefused',
  'codeNeeded',
  'codeRefused',
  'passkeyRefused',
  'notAllowed',
  'stepUpNeeded',
  'proofNeeded',
  'notFound',
  'stale',
  'refused',
  'forgeryRefused',
  'caseUnreadable',
  'tooMany',
  'tooLarge',
  'tooSlow',
  'unavailable',
  'unexpected',
] as const;

/** RFC 9457. `detail` is a sentence for the person; `fields` says which input is wrong and why. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(PROBLEM_CODES),
    detail: z.string(),
    fields: z.array(z.object({ field: z.string(), reason: z.string() })).optional(),
    /** With `refused`: the rule's own code, e.g. `missingEvidence`. */
    rule: z.string().optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;

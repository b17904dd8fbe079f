import * as z from 'zod';
import { act, party, role } from './names.ts';
import { moment } from './moment.ts';
import { predicate } from './predicate.ts';
import { sentence } from './words.ts';

/**
 * Something nobody may do for now. A hold is in force from a moment until another; it never stands in the way of the
 * danger path or the Designated Officer path, nor of what it expressly allows.
 */
export const hold = z.strictObject({
  title: sentence,
  sentence,
  /** Absent: from the opening of the case. */
  from: moment.optional(),
  /** Placed only where this is true at that moment. */
  when: predicate.optional(),
  until: moment,
  forbids: z.array(act).min(1),
  allows: z.array(act).default([]),
  /** Whose agreement ends it. */
  agreedBy: z.array(party).default([]),
  /** Who may ask for its early release, and who, being someone else, may grant it. Absent: nobody. */
  release: z.strictObject({ by: z.array(role).min(1), grantedBy: z.array(role).min(1) }).optional(),
});
export type Hold = z.infer<typeof hold>;

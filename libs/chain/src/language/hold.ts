import * as z from 'zod/mini';
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
  from: z.optional(moment),
  /** Placed only where this is true at that moment. */
  when: z.optional(predicate),
  until: moment,
  forbids: z.array(act).check(z.minLength(1)),
  allows: z._default(z.array(act), []),
  /** Whose agreement ends it. */
  agreedBy: z._default(z.array(party), []),
  /** Who may ask for its early release, and who, being someone else, may grant it. Absent: nobody. */
  release: z.optional(
    z.strictObject({
      by: z.array(role).check(z.minLength(1)),
      grantedBy: z.array(role).check(z.minLength(1)),
    }),
  ),
});
export type Hold = z.infer<typeof hold>;

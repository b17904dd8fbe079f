import * as z from 'zod/mini';
import { role } from './names.ts';
import { length } from '../clock/length.ts';

export const reminder = z.union(
  [z.strictObject({ atShare: z.number().check(z.gt(0), z.lt(1)) }), z.strictObject({ before: length })],
  { error: 'A reminder is { atShare: a number between 0 and 1 } or { before: a length }.' },
);
export type Reminder = z.infer<typeof reminder>;

const RUNG_WORDS = 'A rung says whom to { tell: [roles] }, or { handUp: true } to the next on the ladder.';

const tell = z.array(role).check(z.minLength(1));
/** Told again and again while nothing is done. */
const again = { every: z.optional(length) };

/** What happens when a step is late: at the due instant, or a length after it. */
export const lateRung = z.union(
  [
    z.strictObject({ after: z.optional(length), tell, ...again }),
    z.strictObject({ after: z.optional(length), handUp: z.literal(true) }),
  ],
  { error: RUNG_WORDS },
);
export type LateRung = z.infer<typeof lateRung>;

/** What happens when the owner has not said, a length after the step came up, that they have it in hand. */
export const unacknowledgedRung = z.union(
  [
    z.strictObject({ after: length, tell, ...again }),
    z.strictObject({ after: length, handUp: z.literal(true) }),
  ],
  { error: RUNG_WORDS },
);
export type UnacknowledgedRung = z.infer<typeof unacknowledgedRung>;

import * as z from 'zod/mini';
import { code, oneOf, slug } from './words.ts';

/**
 * Something that happens in a case, at an instant. Parts of `all` may come in any order, so branches run side by side and
 * join; of `any`, and of `latest`, one is enough: `any` happened when the first did, `latest` when the last so far did.
 */
export type Moment =
  | { done: string }
  | { ended: string }
  | { outcome: string; is: string | string[] }
  | { late: string }
  | { event: string }
  | { reached: string }
  | { childEnded: string }
  | { all: Moment[] }
  | { any: Moment[] }
  | { latest: Moment[] };

/** A moment that has no parts. */
export type PlainMoment = Exclude<Moment, { all: unknown } | { any: unknown } | { latest: unknown }>;

const MOMENT_WORDS =
  'A moment is one of { done }, { ended }, { outcome, is }, { late }, { event }, { reached }, { childEnded }, { all: [...] }, { any: [...] } or { latest: [...] }.';

const parts = z.lazy(() => z.array(moment).check(z.minLength(1), z.maxLength(20)));

export const moment: z.ZodMiniType<Moment> = z.lazy(() =>
  z.union(
    [
      /** A step was done, with its evidence. */
      z.strictObject({ done: slug }),
      /** A step was done, waived, or is no longer needed. */
      z.strictObject({ ended: slug }),
      /** A step was done with this outcome. */
      z.strictObject({ outcome: slug, is: oneOf(code) }),
      /** A step's time ran out. */
      z.strictObject({ late: slug }),
      /** Something the chain calls an event was recorded. */
      z.strictObject({ event: slug }),
      /** The date that an event carries has come. */
      z.strictObject({ reached: slug }),
      /** The child case that a step opened has ended. */
      z.strictObject({ childEnded: slug }),
      z.strictObject({ all: parts }),
      z.strictObject({ any: parts }),
      z.strictObject({ latest: parts }),
    ],
    { error: MOMENT_WORDS },
  ),
);

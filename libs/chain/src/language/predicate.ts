import * as z from 'zod';

/** A condition over declared facts and steps. Structured, so that a form can edit it and a prover can explore it. */
export type Predicate =
  | { fact: string; is: string }
  | { done: string }
  | { outcome: string; is: string }
  | { all: Predicate[] }
  | { any: Predicate[] }
  | { not: Predicate };

export const predicate: z.ZodType<Predicate> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ fact: z.string(), is: z.string() }),
      z.strictObject({ done: z.string() }),
      z.strictObject({ outcome: z.string(), is: z.string() }),
      z.strictObject({ all: z.array(predicate).min(1) }),
      z.strictObject({ any: z.array(predicate).min(1) }),
      z.strictObject({ not: predicate }),
    ],
    {
      error:
        'A condition is one of { fact, is }, { done }, { outcome, is }, { all: [...] }, { any: [...] } or { not }.',
    },
  ),
);

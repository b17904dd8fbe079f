import * as z from 'zod/mini';
import { role } from './names.ts';
import { code, oneOf, slug } from './words.ts';

/** What a condition may ask about a step. */
export const STEP_STATES = [
  'notOpen',
  'open',
  'late',
  'done',
  'waived',
  'notApplicable',
  'superseded',
] as const;

/** A condition over facts, steps and people as they are now. Structured, so that a form can edit it and a prover explore it. */
export type Predicate = PlainCondition | { all: Predicate[] } | { any: Predicate[] } | { not: Predicate };

/** A condition that has no parts. */
export type PlainCondition =
  | { fact: string; is: string | string[] }
  | { done: string }
  | { outcome: string; is: string | string[] }
  | { step: string; is: StepState | StepState[] }
  | { event: string }
  | { bypassed: string }
  | { hold: string }
  | { subject: Role | Role[] }
  | { role: Role; is: 'available' | 'unavailable' };

type Role = z.infer<typeof role>;
export type StepState = (typeof STEP_STATES)[number];

const stepState = z.enum(STEP_STATES);

export const predicate: z.ZodMiniType<Predicate> = z.lazy(() =>
  z.union(
    [
      /** The answer to a question. A question not answered yet has none of its answers. */
      z.strictObject({ fact: slug, is: oneOf(code) }),
      z.strictObject({ done: slug }),
      z.strictObject({ outcome: slug, is: oneOf(code) }),
      z.strictObject({ step: slug, is: z.union([stepState, z.array(stepState).check(z.minLength(1))]) }),
      /** Something the chain calls an event has been recorded. */
      z.strictObject({ event: slug }),
      /** A step's approval was left out in an emergency. */
      z.strictObject({ bypassed: slug }),
      /** A hold is in force. */
      z.strictObject({ hold: slug }),
      /** The adult whom the case is about holds one of these posts. */
      z.strictObject({ subject: z.union([role, z.array(role).check(z.minLength(1))]) }),
      /** Whether somebody holds a role who can act in this case. */
      z.strictObject({ role, is: z.enum(['available', 'unavailable']) }),
      z.strictObject({ all: z.array(predicate).check(z.minLength(1), z.maxLength(40)) }),
      z.strictObject({ any: z.array(predicate).check(z.minLength(1), z.maxLength(40)) }),
      z.strictObject({ not: predicate }),
    ],
    {
      error:
        'A condition is one of { fact, is }, { done }, { outcome, is }, { step, is }, { event }, { bypassed }, { hold }, { subject }, { role, is }, { all: [...] }, { any: [...] } or { not }.',
    },
  ),
);

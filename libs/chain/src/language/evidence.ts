import * as z from 'zod/mini';
import { party } from './names.ts';
import { code, options, slug } from './words.ts';

export const NOTE_MAX_LENGTH = 10_000;
export const LINE_MAX_LENGTH = 200;
/** A number that can be dialled, as people write it. */
export const PHONE = /^\+?[0-9 ()-]{5,30}$/;

const base = {
  id: z
    .string()
    .check(
      z.regex(
        /^[a-z][a-zA-Z0-9]*$/,
        'Begin the name of a field with a small letter; use letters and digits only.',
      ),
    ),
  label: z.string().check(z.minLength(1), z.maxLength(200)),
  hint: z.optional(z.string().check(z.maxLength(300))),
  required: z._default(z.boolean(), true),
  /** Asked only where the step is done with one of these outcomes. */
  onlyFor: z.optional(z.array(code).check(z.minLength(1))),
};

/** A field of a step's form. The engine knows which were answered; the words are sealed elsewhere. */
export const evidenceField = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, kind: z.literal('line') }),
  z.strictObject({ ...base, kind: z.literal('note') }),
  z.strictObject({ ...base, kind: z.literal('phone') }),
  z.strictObject({ ...base, kind: z.literal('instant') }),
  z.strictObject({ ...base, kind: z.literal('choice'), options }),
  z.strictObject({ ...base, kind: z.literal('choices'), options }),
  z.strictObject({ ...base, kind: z.literal('attest') }),
  /** A file. */
  z.strictObject({ ...base, kind: z.literal('attachment') }),
  /** The number or code that an agency gave. */
  z.strictObject({ ...base, kind: z.literal('reference') }),
  /** Whom somebody spoke to: only asking for advice, or making a referral. Advice never counts as a referral. */
  z.strictObject({
    ...base,
    kind: z.literal('contact'),
    with: party,
    as: z.enum(['advice', 'referral', 'either']),
  }),
  /** The answer to a question of the chain. */
  z.strictObject({ ...base, kind: z.literal('fact'), fact: slug }),
  /** The date that an event carries. */
  z.strictObject({ ...base, kind: z.literal('date'), event: slug }),
  /** Somebody named to a role of this case. */
  z.strictObject({
    ...base,
    kind: z.literal('appoint'),
    role: z.enum(['caseManager', 'investigatingOfficer']),
  }),
]);
export type EvidenceField = z.infer<typeof evidenceField>;

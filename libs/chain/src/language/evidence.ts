import * as z from 'zod';

export const NOTE_MAX_LENGTH = 10_000;
export const LINE_MAX_LENGTH = 200;
/** A number that can be dialled, as people write it. */
export const PHONE = /^\+?[0-9 ()-]{5,30}$/;

const base = {
  id: z
    .string()
    .regex(
      /^[a-z][a-zA-Z0-9]*$/,
      'Begin the name of a field with a small letter; use letters and digits only.',
    ),
  label: z.string().min(1).max(200),
  hint: z.string().max(300).optional(),
  required: z.boolean().default(true),
};

/** What stands for an answer in records; the words a person reads stand beside it. */
const code = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9-]*$/, 'Begin a code with a small letter; use letters, digits and hyphens only.');

/** A field of a step's form. The engine knows which were answered; the words are sealed elsewhere. */
export const evidenceField = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, kind: z.literal('line') }),
  z.strictObject({ ...base, kind: z.literal('note') }),
  z.strictObject({ ...base, kind: z.literal('phone') }),
  z.strictObject({ ...base, kind: z.literal('instant') }),
  z.strictObject({ ...base, kind: z.literal('choice'), options: z.record(code, z.string().min(1).max(200)) }),
  z.strictObject({ ...base, kind: z.literal('attest') }),
]);
export type EvidenceField = z.infer<typeof evidenceField>;

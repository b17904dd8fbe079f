import * as z from 'zod/mini';
import { code, options, sentence, slug } from './words.ts';

const base = {
  question: sentence,
  hint: z.optional(sentence),
  /** The step whose form asks it. Absent: it is asked when the case opens. */
  askedIn: z.optional(slug),
  /** Answers after which the emergency numbers come before everything else. */
  danger: z.optional(z.array(code).check(z.maxLength(40))),
};

/** A coded question with answers to choose from. Its answers are codes, never words about a person. */
export const fact = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, kind: z.literal('choice'), options }),
  /** Yes or no; with `unsure`, also "I am not sure", which is an answer of its own. */
  z.strictObject({ ...base, kind: z.literal('yesNo'), unsure: z._default(z.boolean(), false) }),
]);
export type Fact = z.infer<typeof fact>;

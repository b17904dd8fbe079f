import * as z from 'zod/mini';
import { fact } from './fact.ts';
import { hold } from './hold.ts';
import { inForce } from './in-force.ts';
import { moment } from './moment.ts';
import { role } from './names.ts';
import { step } from './step.ts';
import { options, ruleNumber, sentence, slug } from './words.ts';
import { length, limit } from '../clock/length.ts';

/** Far more than any procedure has; it bounds what a malformed file can cost. */
export const MOST_STEPS = 500;

/** Something that may happen meanwhile, with or without a date of its own. */
const event = z.strictObject({ title: sentence, dated: z._default(z.boolean(), false) });

/** How a duty may end without being done: a reason, and somebody else's agreement. */
const waiver = z.strictObject({ reasons: options, agreedBy: z.array(role).check(z.minLength(1)) });

/** A share of all such cases that should be over within a time: for boards, never for one case. */
const target = z.strictObject({
  title: sentence,
  share: z.number().check(z.gt(0), z.lte(1)),
  within: limit,
  until: moment,
  historic: z._default(z.boolean(), false),
});

export const chain = z.strictObject({
  language: z.literal(2),
  id: slug,
  version: z.int().check(z.gte(1)),
  title: sentence,
  sentence,
  /** Whom it protects and whom it must be kept from: a case about an adult or an institution excludes its subject. */
  about: z.enum(['child', 'adult', 'institution', 'information']),
  inForce: z.optional(inForce),
  facts: z._default(z.record(slug, fact), {}),
  events: z._default(z.record(slug, event), {}),
  stages: z._default(z.array(z.strictObject({ id: slug, title: sentence })).check(z.maxLength(20)), []),
  steps: z.array(step).check(z.minLength(1), z.maxLength(MOST_STEPS)),
  holds: z._default(z.record(slug, hold), {}),
  waiver: z.optional(waiver),
  /** Who agrees that a report was a mistake, so that nothing in it applies. */
  mistake: z.optional(z.strictObject({ agreedBy: z.array(role).check(z.minLength(1)) })),
  /** How long a hand-over may go unanswered before the leaders hear. */
  handOver: z.optional(z.strictObject({ answerWithin: length, tell: z.array(role).check(z.minLength(1)) })),
  targets: z._default(z.array(target).check(z.maxLength(20)), []),
  rules: z._default(z.array(ruleNumber), []),
});
export type Chain = z.infer<typeof chain>;

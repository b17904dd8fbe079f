import * as z from 'zod';
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
const event = z.strictObject({ title: sentence, dated: z.boolean().default(false) });

/** How a duty may end without being done: a reason, and somebody else's agreement. */
const waiver = z.strictObject({ reasons: options, agreedBy: z.array(role).min(1) });

/** A share of all such cases that should be over within a time: for boards, never for one case. */
const target = z.strictObject({
  title: sentence,
  share: z.number().gt(0).max(1),
  within: limit,
  until: moment,
  historic: z.boolean().default(false),
});

export const chain = z.strictObject({
  language: z.literal(2),
  id: slug,
  version: z.int().min(1),
  title: sentence,
  sentence,
  /** Whom it protects and whom it must be kept from: a case about an adult or an institution excludes its subject. */
  about: z.enum(['child', 'adult', 'institution', 'information']),
  inForce: inForce.optional(),
  facts: z.record(slug, fact).default({}),
  events: z.record(slug, event).default({}),
  stages: z
    .array(z.strictObject({ id: slug, title: sentence }))
    .max(20)
    .default([]),
  steps: z.array(step).min(1).max(MOST_STEPS),
  holds: z.record(slug, hold).default({}),
  waiver: waiver.optional(),
  /** Who agrees that a report was a mistake, so that nothing in it applies. */
  mistake: z.strictObject({ agreedBy: z.array(role).min(1) }).optional(),
  /** How long a hand-over may go unanswered before the leaders hear. */
  handOver: z.strictObject({ answerWithin: length, tell: z.array(role).min(1) }).optional(),
  targets: z.array(target).max(20).default([]),
  rules: z.array(ruleNumber).default([]),
});
export type Chain = z.infer<typeof chain>;

import * as z from 'zod';
import { evidenceField } from './evidence.ts';
import { predicate } from './predicate.ts';
import { role } from './role.ts';
import { length } from '../clock/length.ts';

/** Far more than any procedure has; it bounds what a malformed file can cost. */
export const MOST_STEPS = 500;

const slug = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9-]*$/, 'Use lower-case words joined by hyphens.');
const sentence = z.string().min(1).max(400);
const ruleNumber = z.string().regex(/^00[0-4]\.\d{2}$/, 'A rule number looks like 000.26.');

/** A coded question asked when a case opens. Its answers are codes, never words about a person. */
export const fact = z.strictObject({
  question: sentence,
  hint: sentence.optional(),
  options: z.record(slug, sentence),
  /** Answers after which the emergency numbers come before everything else. */
  danger: z.array(slug).optional(),
});
export type Fact = z.infer<typeof fact>;

/**
 * From which instant a clock runs: the reporter's awareness, the time another step was done, or the time of the last of
 * several that were, where more than one way leads to a step.
 */
const clockStart = z.union(
  [
    z.literal('awareness'),
    z.strictObject({ done: slug }),
    z.strictObject({ lastDone: z.array(slug).min(2).max(20) }),
  ],
  { error: 'A clock runs from "awareness", from { done: step }, or from { lastDone: [step, step] }.' },
);
export type ClockStart = z.infer<typeof clockStart>;

/** What setting of the local authority may replace this length. */
export const LOCAL_AUTHORITY_SETTINGS = ['writtenReferral', 'answerChase'] as const;

export const clock = z.strictObject({
  within: length,
  from: clockStart,
  setBy: z.strictObject({ localAuthority: z.enum(LOCAL_AUTHORITY_SETTINGS) }).optional(),
});
export type Clock = z.infer<typeof clock>;

const reminder = z.union(
  [z.strictObject({ atShare: z.number().gt(0).lt(1) }), z.strictObject({ before: length })],
  { error: 'A reminder is { atShare: a number between 0 and 1 } or { before: a length }.' },
);
export type Reminder = z.infer<typeof reminder>;

/** Who is told when a step is late: at the due instant, or a length after it. */
const lateRung = z.strictObject({ after: length.optional(), tell: z.array(role).min(1) });
export type LateRung = z.infer<typeof lateRung>;

const outcome = z.strictObject({ label: sentence, sentence: sentence.optional() });

export const step = z.strictObject({
  id: slug,
  title: sentence,
  sentence,
  /** When the step opens. Absent: as soon as the case opens. It opens once, when this first becomes true. */
  when: predicate.optional(),
  /** Roles in order; the first with someone able to act owns the duty. */
  owner: z.array(role).min(1),
  /** Steps whose doer may not do this one: nobody approves their own act. */
  otherThanDoerOf: z.array(slug).default([]),
  clock: clock.optional(),
  remind: z.array(reminder).max(20).default([]),
  late: z.array(lateRung).max(20).default([]),
  evidence: z.array(evidenceField).max(50).default([]),
  outcomes: z.record(slug, outcome).optional(),
  rules: z.array(ruleNumber).default([]),
});
export type Step = z.infer<typeof step>;

export const chain = z.strictObject({
  language: z.literal(1),
  id: slug,
  version: z.int().min(1),
  title: sentence,
  sentence,
  about: z.enum(['child', 'adult']),
  facts: z.record(slug, fact),
  steps: z.array(step).min(1).max(MOST_STEPS),
  rules: z.array(ruleNumber).default([]),
});
export type Chain = z.infer<typeof chain>;

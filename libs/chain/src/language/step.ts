import * as z from 'zod';
import { act, role } from './names.ts';
import { clock } from './clock.ts';
import { evidenceField } from './evidence.ts';
import { moment } from './moment.ts';
import { predicate } from './predicate.ts';
import { lateRung, reminder, unacknowledgedRung } from './rung.ts';
import { code, options, ruleNumber, sentence, slug } from './words.ts';
import { length } from '../clock/length.ts';
import { inForce } from './in-force.ts';

const outcome = z.strictObject({ label: sentence, sentence: sentence.optional() });

/** Others who must agree before a step counts as done. Whoever asks never counts. */
const approval = z.strictObject({
  by: z.array(role).min(1),
  count: z.int().min(1).max(3).default(1),
  /** Not asked for while this is true. */
  unless: predicate.optional(),
  /** Reasons for which it may be left out; the step named asks somebody else to countersign afterwards. */
  emergency: z.strictObject({ reasons: options, countersign: slug }).optional(),
});
export type Approval = z.infer<typeof approval>;

/** What cannot be done while this step is owed: an act, another step, or one outcome of another step. */
const gate = z.union(
  [
    z.strictObject({ act }),
    z.strictObject({ step: slug }),
    z.strictObject({ outcome: slug, is: z.union([code, z.array(code).min(1)]) }),
  ],
  { error: 'A gate is { act }, { step } or { outcome, is }.' },
);
export type Gate = z.infer<typeof gate>;

/** A case of another chain that this step opens. Whoever is excluded here is excluded there. */
const childCase = z.strictObject({
  chain: slug,
  at: z.enum(['opening', 'done']).default('done'),
  /** Only where the step is done with one of these outcomes. */
  onlyFor: z.array(code).min(1).optional(),
  /** Answers that the new case begins with. */
  facts: z.record(slug, code).optional(),
  /** Whether this case can close only after it. */
  awaited: z.boolean().default(true),
});

/** What of a step a layer may mark as a floor: layers below may then only tighten it. */
export const FLOOR_FIELDS = [
  'when',
  'owner',
  'clock',
  'remind',
  'unacknowledged',
  'late',
  'evidence',
  'otherThanDoerOf',
  'approval',
  'gates',
] as const;
export type FloorField = (typeof FLOOR_FIELDS)[number];

export const step = z.strictObject({
  id: slug,
  title: sentence,
  sentence,
  stage: slug.optional(),
  /** On these two ways nothing may stand between a person and the call: no gate, hold, approval or waiver. */
  path: z.enum(['danger', 'designatedOfficer']).optional(),
  /** What must have happened before it. Absent: it comes up with the case. */
  after: moment.optional(),
  /** What must also be true. A step comes up once, when both first hold. */
  when: predicate.optional(),
  /** What makes it no longer needed while it is not done; it then ends as superseded. */
  until: predicate.optional(),
  /** Roles in order; the first with someone able to act owns the duty. */
  owner: z.array(role).min(1).max(20),
  /** A duty that the law lays on a person: it never changes owner, and their absence alerts the leaders. */
  personal: z.boolean().default(false),
  /** May be done, need not be: never late, and no bar to closing. */
  optional: z.boolean().default(false),
  /** Steps whose doer may not do this one: nobody approves their own act. */
  otherThanDoerOf: z.array(slug).max(40).default([]),
  clock: clock.optional(),
  remind: z.array(reminder).max(20).default([]),
  unacknowledged: z.array(unacknowledgedRung).max(20).default([]),
  late: z.array(lateRung).max(20).default([]),
  evidence: z.array(evidenceField).max(50).default([]),
  outcomes: z.record(code, outcome).optional(),
  /** Comes up again, this long after it was last done, until the condition holds. */
  repeat: z.strictObject({ every: length, until: predicate }).optional(),
  approval: approval.optional(),
  gates: z.array(gate).max(20).default([]),
  /** What kind of act it is, for holds and gates. */
  does: z.array(act).max(10).default([]),
  opens: childCase.optional(),
  /** Doing it closes the case. Nothing else may still be owed. */
  closes: z.union([z.literal(true), z.strictObject({ outcome: z.array(code).min(1) })]).optional(),
  inForce: inForce.optional(),
  floors: z.array(z.enum(FLOOR_FIELDS)).default([]),
  rules: z.array(ruleNumber).max(40).default([]),
  /** The policies and guidance it comes from. */
  cites: z.array(slug).max(20).default([]),
});
export type Step = z.infer<typeof step>;

import * as z from 'zod/mini';
import { act, party, role } from './names.ts';
import { clock } from './clock.ts';
import { evidenceField } from './evidence.ts';
import { moment } from './moment.ts';
import { predicate } from './predicate.ts';
import { lateRung, reminder, unacknowledgedRung } from './rung.ts';
import { code, options, ruleNumber, sentence, slug } from './words.ts';
import { length, limit } from '../clock/length.ts';
import { inForce } from './in-force.ts';

const outcome = z.strictObject({ label: sentence, sentence: z.optional(sentence) });

/** Others who must agree before a step counts as done. Whoever asks never counts. */
const approval = z.strictObject({
  by: z.array(role).check(z.minLength(1)),
  count: z._default(z.int().check(z.gte(1), z.lte(3)), 1),
  /** Not asked for while this is true. */
  unless: z.optional(predicate),
  /** Reasons for which it may be left out; the step named asks somebody else to countersign afterwards. */
  emergency: z.optional(z.strictObject({ reasons: options, countersign: slug })),
});
export type Approval = z.infer<typeof approval>;

/** What cannot be done while this step is owed: an act, another step, or one outcome of another step. */
const gate = z.union(
  [
    z.strictObject({ act }),
    z.strictObject({ step: slug }),
    z.strictObject({ outcome: slug, is: z.union([code, z.array(code).check(z.minLength(1))]) }),
  ],
  { error: 'A gate is { act }, { step } or { outcome, is }.' },
);
export type Gate = z.infer<typeof gate>;

/** A case of another chain that this step opens. Whoever is excluded here is excluded there. */
const childCase = z.strictObject({
  chain: slug,
  at: z._default(z.enum(['opening', 'done']), 'done'),
  /** Only where the step is done with one of these outcomes. */
  onlyFor: z.optional(z.array(code).check(z.minLength(1))),
  /** Answers that the new case begins with: one for all cases, or what this case answers to a question of its own. */
  facts: z.optional(z.record(slug, z.union([code, z.strictObject({ fact: slug })]))),
  /** Whether this case can close only after it. */
  awaited: z._default(z.boolean(), true),
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
  'opens',
] as const;
export type FloorField = (typeof FLOOR_FIELDS)[number];

export const step = z.strictObject({
  id: slug,
  title: sentence,
  sentence,
  stage: z.optional(slug),
  /** On these two ways nothing may stand between a person and the call: no gate, hold, approval or waiver. */
  path: z.optional(z.enum(['danger', 'designatedOfficer'])),
  /** What must have happened before it. Absent: it comes up with the case. */
  after: z.optional(moment),
  /** Comes up again each time that this happens anew, not only the first. */
  eachTime: z.optional(z.literal(true)),
  /** What must also be true. A step comes up once, when both first hold. */
  when: z.optional(predicate),
  /** What makes it no longer needed while it is not done; it then ends as superseded. */
  until: z.optional(predicate),
  /** Roles in order; the first with someone able to act owns the duty. */
  owner: z.array(role).check(z.minLength(1), z.maxLength(20)),
  /** A duty that the law lays on a person: it never changes owner, and their absence alerts the leaders. */
  personal: z._default(z.boolean(), false),
  /** The agency that may say itself, by a link, that it has come: that does the step. */
  confirmedBy: z.optional(party),
  /** May be done, need not be: never late, and no bar to closing. */
  optional: z._default(z.boolean(), false),
  /** Steps whose doer may not do this one: nobody approves their own act. */
  otherThanDoerOf: z._default(z.array(slug).check(z.maxLength(40)), []),
  clock: z.optional(clock),
  remind: z._default(z.array(reminder).check(z.maxLength(20)), []),
  unacknowledged: z._default(z.array(unacknowledgedRung).check(z.maxLength(20)), []),
  late: z._default(z.array(lateRung).check(z.maxLength(20)), []),
  evidence: z._default(z.array(evidenceField).check(z.maxLength(50)), []),
  outcomes: z.optional(z.record(code, outcome)),
  /** Comes up again, this long after it was last done, until the condition holds. `setBy` and `floor` are as a clock's. */
  repeat: z.optional(
    z.strictObject({ every: length, until: predicate, setBy: z.optional(code), floor: z.optional(limit) }),
  ),
  approval: z.optional(approval),
  gates: z._default(z.array(gate).check(z.maxLength(20)), []),
  /** What kind of act it is, for holds and gates. */
  does: z._default(z.array(act).check(z.maxLength(10)), []),
  opens: z.optional(childCase),
  /** Doing it closes the case. Nothing else may still be owed. */
  closes: z.optional(
    z.union([z.literal(true), z.strictObject({ outcome: z.array(code).check(z.minLength(1)) })]),
  ),
  inForce: z.optional(inForce),
  floors: z._default(z.array(z.enum(FLOOR_FIELDS)), []),
  rules: z._default(z.array(ruleNumber).check(z.maxLength(40)), []),
  /** The policies and guidance it comes from. */
  cites: z._default(z.array(slug).check(z.maxLength(20)), []),
});
export type Step = z.infer<typeof step>;

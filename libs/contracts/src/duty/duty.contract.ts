import { DUTY_STATES, LINE_MAX_LENGTH, NOTE_MAX_LENGTH } from '@trustward/chain';
import * as z from 'zod';
import { atMost, eventId, id, instant, reference, words } from '../shared/primitives.ts';
import { pageOf } from '../shared/primitives.ts';
import { line } from '../shared/written.ts';

export const person = z.object({ id, name: z.string(), role: z.string() });

/** The clock of a duty, ready to be drawn as a sentence and a line. All in case time. */
export const dutyClock = z.object({
  from: instant,
  due: instant,
  reminders: z.array(instant),
  /** The length as words and whose rule it is, e.g. "within 24 hours" · "Westmere". */
  rule: z.string(),
  setBy: z.string(),
});

export const dutySummary = z
  .object({
    caseId: id,
    reference,
    step: z.string(),
    title: z.string(),
    sentence: z.string(),
    state: z.enum(DUTY_STATES),
    version: z.int(),
    school: z.string(),
    /** Initials and year group at most. */
    child: z.string(),
    drill: z.boolean(),
    owner: person.nullable(),
    mine: z.boolean(),
    clock: dutyClock.nullable(),
    /** Whose time it runs against, when not ours. */
    theirs: z.string().nullable(),
    /** The case's own now; a drill's runs ahead. */
    now: instant,
  })
  .meta({ id: 'DutySummary' });
export type DutySummary = z.infer<typeof dutySummary>;

export const dutyPage = pageOf(dutySummary).meta({ id: 'DutyPage' });
export type DutyPage = z.infer<typeof dutyPage>;

/** Of a duty: the id of its step, or of a later round of it, e.g. `review.2`. */
export const DUTY_KEY_MAX_LENGTH = 66;
const version = z.int().min(0);
const code = words().max(64);

/** Whom somebody spoke to, and whether that was to ask for advice or to refer. Advice never counts as a referral. */
const contactAnswer = z.strictObject({
  who: words().max(LINE_MAX_LENGTH, atMost(LINE_MAX_LENGTH)),
  as: z.enum(['advice', 'referral']),
});

/** What a form carries for one field: words, a code or an instant; a box ticked; several codes; a contact. */
const answer = z.union([
  words().max(NOTE_MAX_LENGTH, atMost(NOTE_MAX_LENGTH)),
  z.boolean(),
  z.array(code).max(40),
  contactAnswer,
]);
export type EvidenceAnswer = z.infer<typeof answer>;

/** Doing a duty: its outcome and evidence. Which fields are asked comes from the step. */
export const dutyDone = z
  .strictObject({
    eventId,
    /** The version of the duty the person saw. */
    version,
    outcome: code.optional(),
    happenedAt: instant.optional(),
    evidence: z.record(z.string().max(64), answer),
    /** The reason for which it does without the agreement that it needs. */
    emergency: code.optional(),
  })
  .meta({ id: 'DutyDone' });
export type DutyDone = z.infer<typeof dutyDone>;

export const takeOver = z
  .strictObject({ eventId, version, reason: line('Say why you are taking this over') })
  .meta({ id: 'TakeOver' });
export type TakeOver = z.infer<typeof takeOver>;

/** Saying that one has it in hand. */
export const acknowledge = z.strictObject({ eventId, version }).meta({ id: 'Acknowledge' });
export type Acknowledge = z.infer<typeof acknowledge>;

/** Asking somebody else to take a duty. It stays where it is until they accept. */
export const handOver = z
  .strictObject({
    eventId,
    version,
    to: z.uuid('Choose who should take it').toLowerCase(),
    reason: line('Say why you are handing this over'),
  })
  .meta({ id: 'HandOver' });
export type HandOver = z.infer<typeof handOver>;

/** Asking that a duty need not be done: one of the chain's reasons, and in words how one knows. */
export const waive = z
  .strictObject({
    eventId,
    version,
    reason: code.min(1, 'Choose a reason'),
    why: line('Say how you know this'),
  })
  .meta({ id: 'Waive' });
export type Waive = z.infer<typeof waive>;

/** Asking that the clock of a duty stands still: one of the chain's reasons, and in words how one knows. */
export const pauseClock = z.strictObject(waive.shape).meta({ id: 'PauseClock' });
export type PauseClock = z.infer<typeof pauseClock>;

/** Letting it run on. */
export const resumeClock = z
  .strictObject({ eventId, version, reason: line('Say why it can run on') })
  .meta({ id: 'ResumeClock' });
export type ResumeClock = z.infer<typeof resumeClock>;

/** What can be asked for on a duty, which somebody else answers. */
export const ASKED_FOR = ['done', 'waiver', 'handOver', 'pause'] as const;

/** A question that waits for the reader's answer. */
const question = z
  .object({
    caseId: id,
    reference,
    /** Null where it is about the whole case, or a hold. */
    step: z.string().nullable(),
    for: z.enum([...ASKED_FOR, 'mistake', 'release']),
    /** Who asks, and what, in words: 'to take over “Decide what to do”'. */
    by: z.string(),
    asks: z.string(),
    at: instant,
    school: z.string(),
    /** Initials and year group at most. */
    child: z.string(),
    drill: z.boolean(),
  })
  .meta({ id: 'Question' });
export type Question = z.infer<typeof question>;
export const questionPage = pageOf(question).meta({ id: 'QuestionPage' });
export type QuestionPage = z.infer<typeof questionPage>;

export const agree = z.strictObject({ eventId, version, to: z.enum(ASKED_FOR) }).meta({ id: 'Agree' });
export type Agree = z.infer<typeof agree>;

export const decline = z
  .strictObject({ eventId, version, to: z.enum(ASKED_FOR), reason: line('Say why you do not agree') })
  .meta({ id: 'Decline' });
export type Decline = z.infer<typeof decline>;

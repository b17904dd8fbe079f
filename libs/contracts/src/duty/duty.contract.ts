import { DUTY_STATES, LINE_MAX_LENGTH, NOTE_MAX_LENGTH } from '@trustward/chain';
import * as z from 'zod';
import { atMost, eventId, id, instant, reference, words } from '../shared/primitives.ts';
import { pageOf } from '../shared/primitives.ts';

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
    /** The case's own now; a drill's runs ahead. */
    now: instant,
  })
  .meta({ id: 'DutySummary' });
export type DutySummary = z.infer<typeof dutySummary>;

export const dutyPage = pageOf(dutySummary).meta({ id: 'DutyPage' });
export type DutyPage = z.infer<typeof dutyPage>;

/** Doing a duty: its outcome and evidence. Which fields are asked comes from the step. */
export const dutyDone = z
  .strictObject({
    eventId,
    /** The version of the duty the person saw. */
    version: z.int().min(0),
    outcome: words().max(64).optional(),
    happenedAt: instant.optional(),
    evidence: z.record(
      z.string().max(64),
      z.union([words().max(NOTE_MAX_LENGTH, atMost(NOTE_MAX_LENGTH)), z.boolean()]),
    ),
  })
  .meta({ id: 'DutyDone' });
export type DutyDone = z.infer<typeof dutyDone>;

export const takeOver = z
  .strictObject({
    eventId,
    version: z.int().min(0),
    reason: words()
      .trim()
      .min(1, 'Say why you are taking this over')
      .max(LINE_MAX_LENGTH, atMost(LINE_MAX_LENGTH)),
  })
  .meta({ id: 'TakeOver' });
export type TakeOver = z.infer<typeof takeOver>;

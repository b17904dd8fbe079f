import { DUTY_STATES, evidenceField } from '@trustward/chain';
import * as z from 'zod';
import { contactNumber } from '../concern/concern.contract.ts';
import { dutyClock, person } from '../duty/duty.contract.ts';
import { eventId, id, instant, pageOf, pageQuery, reference } from '../shared/primitives.ts';

export const caseSummary = z
  .object({
    id,
    reference,
    title: z.string(),
    child: z.string(),
    school: z.string(),
    drill: z.boolean(),
    openedAt: instant,
    endedAt: instant.nullable(),
    /** The most urgent open duty in words, e.g. "Send the referral in writing". */
    next: z
      .object({
        title: z.string(),
        state: z.enum(DUTY_STATES),
        due: instant.nullable(),
        owner: z.string().nullable(),
      })
      .nullable(),
    now: instant,
  })
  .meta({ id: 'CaseSummary' });
export type CaseSummary = z.infer<typeof caseSummary>;
export const casePage = pageOf(caseSummary).meta({ id: 'CasePage' });
export type CasePage = z.infer<typeof casePage>;

/** Which cases to list. */
export const caseQuery = pageQuery.extend({ state: z.enum(['open', 'ended']).optional() });
export type CaseQuery = z.infer<typeof caseQuery>;

export const caseTask = z.object({
  step: z.string(),
  title: z.string(),
  sentence: z.string(),
  state: z.enum(DUTY_STATES),
  version: z.int(),
  owner: person.nullable(),
  mine: z.boolean(),
  /** Whether the reader may do it now; if not, why not, in words. */
  mayDo: z.boolean(),
  whyNot: z.string().nullable(),
  mayTakeOver: z.boolean(),
  clock: dutyClock.nullable(),
  openedAt: instant,
  doneAt: instant.nullable(),
  happenedAt: instant.nullable(),
  doneBy: z.string().nullable(),
  outcome: z.string().nullable(),
  /** What was recorded, label and value, in the step's order. */
  recorded: z.array(z.object({ label: z.string(), value: z.string() })),
  form: z.object({
    evidence: z.array(evidenceField),
    outcomes: z.array(z.object({ code: z.string(), label: z.string(), sentence: z.string().nullable() })),
  }),
  ifLate: z.string().nullable(),
  rules: z.array(z.string()),
});
export type CaseTask = z.infer<typeof caseTask>;

/** One line of what happened: a person's act or the system's. */
export const timelineEntry = z.object({
  seq: z.int(),
  kind: z.enum(['act', 'system', 'late']),
  title: z.string(),
  detail: z.string().nullable(),
  by: z.string().nullable(),
  at: instant,
  /** When it was entered, if that differs from when it happened. */
  enteredAt: instant.nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;
export const timelinePage = pageOf(timelineEntry).meta({ id: 'TimelinePage' });
export type TimelinePage = z.infer<typeof timelinePage>;

export const caseView = z
  .object({
    id,
    reference,
    title: z.string(),
    child: z.object({ name: z.string(), initials: z.string(), yearGroup: z.string() }),
    account: z.string(),
    answers: z.array(z.object({ question: z.string(), answer: z.string() })),
    school: z.string(),
    authority: z.string(),
    chain: z.object({ title: z.string(), version: z.int() }),
    drill: z.boolean(),
    openedAt: instant,
    awareAt: instant,
    endedAt: instant.nullable(),
    reportedBy: z.string(),
    version: z.int(),
    now: instant,
    tasks: z.array(caseTask),
    numbers: z.array(contactNumber),
    numbersChecked: z.object({ at: z.string(), by: z.string() }).nullable(),
    whoCanSee: z.array(person),
    lookedToday: z.int(),
    mayMoveClock: z.boolean(),
  })
  .meta({ id: 'CaseView' });
export type CaseView = z.infer<typeof caseView>;

export const CLOCK_FORWARD_MAX_MINUTES = 366 * 24 * 60;
export const moveClock = z
  .strictObject({ eventId, forwardMinutes: z.int().min(1).max(CLOCK_FORWARD_MAX_MINUTES) })
  .meta({ id: 'MoveClock' });
export type MoveClock = z.infer<typeof moveClock>;

/** The answer to every act on a case. */
export const actResult = z
  .object({ caseId: id, version: z.int(), repeated: z.boolean() })
  .meta({ id: 'ActResult' });
export type ActResult = z.infer<typeof actResult>;

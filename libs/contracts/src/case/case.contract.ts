import { DUTY_STATES, evidenceField } from '@trustward/chain';
import * as z from 'zod';
import { taskLink } from '../agency/agency.contract.ts';
import { dangerNumbers } from '../concern/numbers.contract.ts';
import { ASKED_FOR, dutyClock, person } from '../duty/duty.contract.ts';
import { eventId, id, instant, pageOf, pageQuery, reference } from '../shared/primitives.ts';
import { line } from '../shared/written.ts';
import { answering, asRead, caseActs, offered, waiting } from './case-acts.contract.ts';

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
        /** Whose time it runs against, when not ours. */
        theirs: z.string().nullable(),
      })
      .nullable(),
    now: instant,
  })
  .meta({ id: 'CaseSummary' });
export type CaseSummary = z.infer<typeof caseSummary>;
export const casePage = pageOf(caseSummary).meta({ id: 'CasePage' });
export type CasePage = z.infer<typeof casePage>;

/** Which cases to list. */
export const caseQuery = pageQuery.extend({
  state: z.enum(['open', 'ended']).optional(),
  /** Left out, real cases and drills in one list. */
  drill: z.enum(['yes', 'no']).optional(),
});
export type CaseQuery = z.infer<typeof caseQuery>;

const choice = z.object({ code: z.string(), label: z.string() });

/** Something asked for on a task, which somebody else answers. */
export const askedFor = z.object({
  for: z.enum(ASKED_FOR),
  by: z.string(),
  byMe: z.boolean(),
  at: instant,
  /** Who may answer, in words: a name, or 'the headteacher or the chief executive'. */
  answerers: z.string(),
  /** The chain's reason for it, and what was written beside it. */
  reason: z.string().nullable(),
  said: z.string().nullable(),
  /** The outcome that waits for agreement. */
  outcome: z.string().nullable(),
  agreedBy: z.array(z.string()),
  /** When the leaders next hear that nobody has answered. */
  answerBy: instant.nullable(),
  mayAnswer: z.boolean(),
  /** Whoever asked may take it back. */
  mayTakeBack: z.boolean(),
});
export type AskedFor = z.infer<typeof askedFor>;

export const caseTask = z.object({
  step: z.string(),
  title: z.string(),
  sentence: z.string(),
  state: z.enum(DUTY_STATES),
  version: z.int(),
  owner: person.nullable(),
  mine: z.boolean(),
  /** Whether it is a call for a child in danger: the numbers stand beside it. */
  danger: z.boolean(),
  /** Whether it is for somebody else than those who did what came before: it agrees to their work. */
  agreesToOthers: z.boolean(),
  /** Whether the reader may do it now; if not, why not, in words. */
  mayDo: z.boolean(),
  whyNot: z.string().nullable(),
  mayTakeOver: z.boolean(),
  mayAcknowledge: z.boolean(),
  /** When its owner said that they have it in hand. */
  acknowledgedAt: instant.nullable(),
  /** Whom the reader may ask to take it; nobody when they may not. */
  handOverTo: z.array(person),
  /** The reasons for which the reader may ask that it need not be done; none when they may not. */
  waiveFor: z.array(choice),
  /** Asking that its clock stands still: why, for how long at most, and who may agree. */
  pause: z
    .object({ reasons: z.array(choice), atMost: z.string().nullable(), answerers: z.string() })
    .nullable(),
  /** Letting it run on. */
  resume: offered.nullable(),
  /** Whose agreement it waits for once the reader has done it, and for which reasons it may do without. */
  agreement: offered.extend({ answerers: z.string(), emergencyFor: z.array(choice) }).nullable(),
  asked: askedFor.nullable(),
  /** Whether another agency may confirm it by a link, while it is owed. */
  link: taskLink.nullable(),
  /** What stands in its way for whoever owns it: another task first, a hold, or that others must be done before closing. */
  inTheWay: z.object({ what: z.enum(['gate', 'hold', 'others']), sentence: z.string() }).nullable(),
  /** Whose time it runs against when not ours, and whether nothing was heard in it; once it has ended, only where nothing was. */
  theirs: z.object({ who: z.string(), nothingHeard: z.boolean() }).nullable(),
  /** Whether its clock stands still. */
  paused: z.boolean(),
  clock: dutyClock.nullable(),
  /** Since when it was late, whatever became of it since; null where it never was. */
  lateSince: instant.nullable(),
  openedAt: instant,
  endedAt: instant.nullable(),
  /** Why it ended without being done, or was done without the agreement it needed. */
  whyEnded: z.string().nullable(),
  /** Who agreed to its being done or waived. */
  agreedBy: z.array(z.string()),
  doneAt: instant.nullable(),
  happenedAt: instant.nullable(),
  doneBy: z.string().nullable(),
  outcome: z.string().nullable(),
  /** What was recorded, label and value, in the step's order. */
  recorded: z.array(z.object({ label: z.string(), value: z.string() })),
  form: z.object({
    evidence: z.array(evidenceField),
    /** The answers of those fields whose own data does not carry them: questions of the chain, and people to name. */
    answers: z.record(z.string(), z.array(choice)),
    outcomes: z.array(z.object({ code: z.string(), label: z.string(), sentence: z.string().nullable() })),
    /** Before when it cannot have been done. A call may lie before awareness: people ring first. */
    earliest: instant,
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
  /** When it was entered, or of a telling when it was told, if that differs from when it happened. */
  enteredAt: instant.nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;
export const timelinePage = pageOf(timelineEntry).meta({ id: 'TimelinePage' });
export type TimelinePage = z.infer<typeof timelinePage>;

/** Something nobody may do for now, and what stays allowed meanwhile. */
export const caseHold = z.object({
  id: z.string(),
  title: z.string(),
  sentence: z.string(),
  since: instant,
  forbids: z.array(z.string()),
  allows: z.array(z.string()),
  /** Whose agreement ends it, in words. */
  agreedBy: z.string().nullable(),
  /** Asking that it ends before its time; who may agree, in words. */
  askRelease: z.object({ answerers: z.string() }).nullable(),
  /** That somebody asks so. */
  release: waiting.nullable(),
});
export type CaseHold = z.infer<typeof caseHold>;

/** What stands in place of a child, where a case is about no one child. */
export const WHOLE_SCHOOL = 'Whole school';

/** Null where a case is about no one child, as one that comes with the calendar. */
export const childShown = z
  .object({ name: z.string(), initials: z.string(), yearGroup: z.string() })
  .nullable();
/** Null where nobody reported it; 'a colleague' where who did is not the reader's to know. */
const reportedBy = z.string().nullable();

/** How much of a case a colleague is let see: each has what those before it have. */
export const SHARED_PARTS = ['headline', 'plan', 'everything'] as const;
export type SharedPart = (typeof SHARED_PARTS)[number];
/** Who is let see how much of a case, until when, and why. */
export const caseShare = z.object({
  id,
  person,
  part: z.enum(SHARED_PARTS),
  until: instant,
  givenBy: z.string(),
  reason: z.string(),
});
export type CaseShare = z.infer<typeof caseShare>;

export const caseView = z
  .object({
    id,
    reference,
    title: z.string(),
    child: childShown,
    account: z.string(),
    answers: z.array(z.object({ fact: z.string(), question: z.string(), answer: z.string() })),
    school: z.string(),
    authority: z.string(),
    chain: z.object({ title: z.string(), version: z.int() }),
    drill: z.boolean(),
    openedAt: instant,
    awareAt: instant,
    endedAt: instant.nullable(),
    reportedBy,
    version: z.int(),
    now: instant,
    tasks: z.array(caseTask),
    /** Those in force. */
    holds: z.array(caseHold),
    numbers: dangerNumbers,
    whoCanSee: z.array(person),
    /** Who else was let see a part of it, until when and why; and whether the reader may let somebody. */
    shares: z.array(caseShare),
    mayShare: z.boolean(),
    lookedToday: z.int(),
    mayMoveClock: z.boolean(),
    acts: caseActs,
    /** Whether something fell due of which nothing has come yet. */
    catchingUp: z.boolean(),
  })
  .meta({ id: 'CaseView' });
export type CaseView = z.infer<typeof caseView>;

/**
 * A case whose record cannot be read, as after somebody changed it in the database: what is known for certain, and whom to
 * ring now. Its clocks stand still, and nothing can be recorded in it.
 */
export const unreadableCase = z
  .object({
    id,
    reference,
    unreadable: z.literal(true),
    child: childShown,
    account: z.string(),
    school: z.string(),
    authority: z.string(),
    drill: z.boolean(),
    openedAt: instant,
    reportedBy,
    now: instant,
    /** What is wrong, and what to do now, in words for whoever opens it. */
    wrong: z.string(),
    doNow: z.array(z.string()),
    numbers: dangerNumbers,
  })
  .meta({ id: 'UnreadableCase' });
export type UnreadableCase = z.infer<typeof unreadableCase>;

/** What the page of a case shows. */
export const shownCase = z.union([unreadableCase, caseView]).meta({ id: 'ShownCase' });
export type ShownCase = z.infer<typeof shownCase>;

export const CLOCK_FORWARD_MAX_MINUTES = 366 * 24 * 60;
export const moveClock = z
  .strictObject({ eventId, forwardMinutes: z.int().min(1).max(CLOCK_FORWARD_MAX_MINUTES) })
  .meta({ id: 'MoveClock' });
export type MoveClock = z.infer<typeof moveClock>;

/** Asking that a hold ends before its time. */
export const releaseHold = z
  .strictObject({
    eventId,
    reason: line('Say why it can end now'),
  })
  .meta({ id: 'ReleaseHold' });
export type ReleaseHold = z.infer<typeof releaseHold>;

/** Agreeing to that, over what was still to be done as the person read it. */
export const grantRelease = z
  .strictObject({ ...releaseHold.shape, ...asRead, ...answering })
  .meta({ id: 'GrantRelease' });
export type GrantRelease = z.infer<typeof grantRelease>;

/** Saying that it stays, or taking back that one asked. */
export const keepHold = z
  .strictObject({ eventId, ...answering, reason: line('Say why it stays') })
  .meta({ id: 'KeepHold' });
export type KeepHold = z.infer<typeof keepHold>;

/** The answer to every act on a case. */
export const actResult = z
  .object({ caseId: id, version: z.int(), repeated: z.boolean() })
  .meta({ id: 'ActResult' });
export type ActResult = z.infer<typeof actResult>;

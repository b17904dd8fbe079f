import * as z from 'zod';
import { DUTY_KEY_MAX_LENGTH } from '../duty/duty.contract.ts';
import { eventId, instant, words } from '../shared/primitives.ts';
import { line } from '../shared/written.ts';

const choice = z.object({ code: z.string(), label: z.string() });

/** An act that the reader may do now, with what comes of it, in sentences. */
export const offered = z.object({ comes: z.array(z.string()) });

const dutyKey = z.string().max(DUTY_KEY_MAX_LENGTH);
const version = z.int().min(0);
/** The most duties that a case may owe at once. */
const MOST_OWED = 1_000;

/** What was still to be done, as the person read it: the version of each task by its key. */
const owedAsRead = z
  .record(dutyKey, version)
  .refine((owed) => Object.keys(owed).length <= MOST_OWED, `Name ${MOST_OWED} tasks at most`);

/** The most answers and events that a case may know of. */
const MOST_KNOWN = 1_000;
const knownText = z.string().max(200);

/** What was known, as the person read it: each answer, and each event that has happened. */
const knownAsRead = z
  .record(knownText, knownText)
  .refine((known) => Object.keys(known).length <= MOST_KNOWN, `Name ${MOST_KNOWN} answers at most`);

/** What an act says of what the person read before it; pages of a version before say no more than what was to be done. */
export const asRead = { owed: owedAsRead, known: knownAsRead.optional() };
/** When that was asked which is answered, as the person read it. */
export const answering = { asked: instant.optional() };

/** That somebody asks for something of the whole case, and another must agree. */
export const waiting = z.object({
  by: z.string(),
  byMe: z.boolean(),
  at: instant,
  said: z.string().nullable(),
  /** Who may answer, in words. */
  answerers: z.string(),
  agree: offered.nullable(),
  /** Why nobody can agree for now; null where somebody can. */
  inTheWay: z.string().nullable(),
  /** Saying no to it, or, as whoever asked, taking it back. */
  mayDecline: z.boolean(),
});
export type Waiting = z.infer<typeof waiting>;

/** What the reader may do with a case as a whole; null, or not listed, what they may not. */
export const caseActs = z.object({
  /** What is still to be done. What ends a part of it says what of it the person read: otherwise it is refused. */
  owed: owedAsRead,
  /** What is known: the same of it. */
  known: knownAsRead,
  standDown: offered.nullable(),
  /** Saying that all of it was reported by mistake; who may agree, in words. */
  askMistake: z.object({ answerers: z.string() }).nullable(),
  /** That somebody says so, and waits for another to agree. */
  mistake: waiting.nullable(),
  /** What may happen meanwhile, and when it was last recorded; what has a date, with the date that was given. */
  events: z.array(
    offered.extend({
      event: z.string(),
      title: z.string(),
      dated: z.boolean(),
      recordedAt: instant.nullable(),
      date: instant.nullable(),
    }),
  ),
  /** Questions that were answered, with what other answers there are and what comes of each. */
  answers: z.array(
    z.object({
      fact: z.string(),
      question: z.string(),
      answer: z.string(),
      others: z.array(choice.extend(offered.shape)),
    }),
  ),
});
export type CaseActs = z.infer<typeof caseActs>;

const code = words().max(64);

/** From now on the case is not theirs. Nobody can undo it. */
export const standDown = z
  .strictObject({ eventId, reason: line('Say why you stand down') })
  .meta({ id: 'StandDown' });
export type StandDown = z.infer<typeof standDown>;

/** Saying that all of it was reported by mistake, or agreeing to that. */
export const reportedByMistake = z
  .strictObject({ eventId, ...asRead, ...answering, reason: line('Say how you know this') })
  .meta({ id: 'ReportedByMistake' });
export type ReportedByMistake = z.infer<typeof reportedByMistake>;

/** Saying that it was none, or taking back that one said so. */
export const noMistake = z
  .strictObject({ eventId, ...answering, reason: line('Say how you know this') })
  .meta({ id: 'NoMistake' });
export type NoMistake = z.infer<typeof noMistake>;

/** That something has happened, or its date is known, or has moved. */
export const recordEvent = z
  .strictObject({ eventId, date: instant.optional(), reason: line('Say how you know this') })
  .meta({ id: 'RecordEvent' });
export type RecordEvent = z.infer<typeof recordEvent>;

/** That an answer was wrong, or is another by now. */
export const changeAnswer = z
  .strictObject({ eventId, answer: code.min(1, 'Choose an answer'), reason: line('Say how you know this') })
  .meta({ id: 'ChangeAnswer' });
export type ChangeAnswer = z.infer<typeof changeAnswer>;

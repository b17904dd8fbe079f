import type { ConcernReport, ReportForm } from '@trustward/contracts';
import * as z from 'zod';
import { newEventId } from '../shared/event-id.ts';
import { fromWall, toWall } from '../shared/london-time.ts';

/** A report as it is being written: all text, so that half an answer can be kept. */
export const draft = z.object({
  /** Of the draft, on this device; the report's own may change. */
  id: z.string(),
  eventId: z.string(),
  /** By the server's clock. */
  startedAt: z.number(),
  /** Whether the person has pressed Send: from then on it is sent as soon as it can be. */
  send: z.boolean(),
  about: z.string(),
  drill: z.boolean(),
  schoolId: z.string(),
  /** Empty: the school's own authority. */
  authorityId: z.string(),
  childName: z.string(),
  yearGroup: z.string(),
  facts: z.record(z.string(), z.string()),
  account: z.string(),
  aware: z.string(),
  awareWall: z.string(),
  /** The answers that called for the numbers at once, in words; empty when there was none. */
  urgent: z.string().default(''),
  /** Why it was not taken when it was last sent, in words; empty when it was not refused. */
  refused: z.string().default(''),
});
export type Draft = z.infer<typeof draft>;

export const newDraft = (now: number): Draft => ({
  id: newEventId(),
  eventId: newEventId(),
  startedAt: now,
  send: false,
  about: '',
  drill: false,
  schoolId: '',
  authorityId: '',
  childName: '',
  yearGroup: '',
  facts: {},
  account: '',
  aware: '',
  awareWall: '',
  urgent: '',
  refused: '',
});

/** A draft with a place for every answer the form asks; the only school there is needs no asking. */
export const completed = (from: Draft, asked: ReportForm): Draft => ({
  ...from,
  schoolId: from.schoolId || (asked.schools.length === 1 ? (asked.schools[0]?.id ?? '') : ''),
  awareWall: from.awareWall || toWall(from.startedAt),
  facts: Object.fromEntries(asked.questions.map(({ fact }) => [fact, from.facts[fact] ?? ''])),
});

/** “Yes” to “Is the child in danger now?”: whatever was answered that must not wait. */
export const urgentAnswers = (from: Draft, asked: readonly ReportForm['questions'][number][]): string =>
  asked
    .flatMap(({ fact, question, options }) => {
      const chosen = options.find(({ code }) => code === from.facts[fact]);
      return chosen?.danger ? [`“${chosen.label}” to “${question}”`] : [];
    })
    .join(' and ');

/** When the reporter became aware; "just now" means when they opened the report, which is what their clock owes. */
export const awareAt = (from: Draft): number | null =>
  from.aware === 'now' ? from.startedAt : fromWall(from.awareWall);

/** Nothing became known after now, whatever a clock said that was put right since. */
export const notAhead = (from: Draft, now: number): Draft => ({
  ...from,
  startedAt: Math.min(from.startedAt, now),
});

/** Whether two drafts say the same to the API, so that one arrived is both. */
export const sameReport = (one: Draft, other: Draft): boolean =>
  JSON.stringify(toReport(one)) === JSON.stringify(toReport(other));

/** The message the API takes. Called only with a draft that passed its questions. */
export function toReport(from: Draft): ConcernReport {
  return {
    eventId: from.eventId,
    schoolId: from.schoolId,
    ...(from.authorityId ? { authorityId: from.authorityId } : {}),
    childName: from.childName.trim(),
    yearGroup: from.yearGroup as ConcernReport['yearGroup'],
    account: from.account.trim(),
    awareAt: new Date(awareAt(from) ?? from.startedAt).toISOString(),
    facts: from.facts,
    drill: from.drill,
  };
}

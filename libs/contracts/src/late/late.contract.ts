import { DUTY_STATES } from '@trustward/chain';
import * as z from 'zod';
import { person } from '../duty/duty.contract.ts';
import { id, instant, pageOf, reference } from '../shared/primitives.ts';

/** Why a duty became late, as it was then. What stands further up is said where several hold. */
export const LATE_CAUSES = [
  'outage',
  'unreadable',
  'nobody',
  'away',
  'theirSide',
  'opened',
  'wrongContact',
  'notOpened',
] as const;
export type LateCause = (typeof LATE_CAUSES)[number];

export const outage = z.object({
  /** What it kept from people: being told what time brings, or recording anything at all. */
  what: z.enum(['reminders', 'recording']),
  since: instant,
  /** Null while it goes on. */
  until: instant.nullable(),
});

export const lateRow = z.object({
  caseId: id,
  reference,
  step: z.string(),
  title: z.string(),
  version: z.int(),
  state: z.enum(DUTY_STATES),
  school: z.string(),
  owner: person.nullable(),
  phone: z.string().nullable(),
  due: instant,
  now: instant,
  why: z.string(),
  /** The outage that made it late, where one did. */
  lateByOutage: outage.nullable(),
  drill: z.boolean(),
  mayTakeOver: z.boolean(),
  mayOpen: z.boolean(),
});
export type LateRow = z.infer<typeof lateRow>;

export const lateRowPage = pageOf(lateRow).meta({ id: 'LateRowPage' });
export type LateRowPage = z.infer<typeof lateRowPage>;

/** Somebody whom an e-mail about a case did not reach, while nobody has it in hand. */
const notReached = z.object({
  caseId: id,
  reference,
  person,
  phone: z.string().nullable(),
  /** What it was about; null where it was about the case. */
  title: z.string().nullable(),
  school: z.string(),
  drill: z.boolean(),
  mayOpen: z.boolean(),
});
export type NotReached = z.infer<typeof notReached>;

/** The leaders' board: what is late. What soon will be, and drills, are pages of their own; a drill counts in no figure. */
export const lateBoard = pageOf(lateRow)
  .extend({
    lateNow: z.int(),
    lateSoon: z.int(),
    schools: z.int(),
    longestMinutes: z.int().nullable(),
    /**
     * Those that ended of late, overlapping ones as one: for how many minutes of it nobody could record anything, how many
     * duties became late in it, and how many of them because of it.
     */
    outages: z.array(
      outage.extend({ recordingMinutes: z.int(), becameLate: z.int(), lateByOutage: z.int() }),
    ),
    /**
     * Written follow-ups this term: in time, said to have been in time but recorded late, and all; null while there are
     * none. What was recorded late is never counted as met.
     */
    writtenInTime: z.object({ met: z.int(), recordedLate: z.int(), all: z.int() }).nullable(),
    /** The latest first, drills after what is real; `more` says how many are not listed. */
    unreached: z.object({ items: z.array(notReached), more: z.int() }),
  })
  .meta({ id: 'LateBoard' });
export type LateBoard = z.infer<typeof lateBoard>;

/** A duty that became late: why, who heard of it and how, who took it over, and how it ended. */
const lateRecord = z.object({
  caseId: id,
  reference,
  step: z.string(),
  title: z.string(),
  school: z.string(),
  /** Whose it was when it became late. */
  owner: z.string().nullable(),
  due: instant,
  /** In words; null of what became late before that was kept. */
  cause: z.string().nullable(),
  byOutage: outage.nullable(),
  told: z.array(z.object({ name: z.string(), at: instant, by: z.string() })),
  /** Who took it over since, the last first. */
  takenOver: z.array(z.object({ name: z.string(), at: instant })),
  state: z.enum(DUTY_STATES),
  /** When it ended, and who did it; both null while it is owed. */
  endedAt: instant.nullable(),
  doneBy: z.string().nullable(),
  now: instant,
  mayOpen: z.boolean(),
});
export type LateRecord = z.infer<typeof lateRecord>;

/** What became late in real cases, the latest first. */
export const lateRecordPage = pageOf(lateRecord).meta({ id: 'LateRecordPage' });
export type LateRecordPage = z.infer<typeof lateRecordPage>;

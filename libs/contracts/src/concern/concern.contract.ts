import { NOTE_MAX_LENGTH } from '@trustward/chain';
import * as z from 'zod';
import { atMost, eventId, id, instant, reference, words } from '../shared/primitives.ts';
import { line, typed } from '../shared/written.ts';
import { dangerNumbers } from './numbers.contract.ts';

export const YEAR_GROUPS = [
  'Nursery',
  'Reception',
  ...Array.from({ length: 13 }, (_, n) => `Year ${n + 1}`),
] as const;

/** Which of them a school has: a primary school is asked about nobody in Year 9. */
export const YEARS_OF_PHASE = {
  nursery: YEAR_GROUPS.slice(0, 2),
  primary: YEAR_GROUPS.slice(0, 8),
  secondary: YEAR_GROUPS.slice(8),
  special: YEAR_GROUPS,
  /** All-through. */
  all: YEAR_GROUPS,
} as const;
export type SchoolPhase = keyof typeof YEARS_OF_PHASE;
const SCHOOL_PHASES = Object.keys(YEARS_OF_PHASE) as [SchoolPhase, ...SchoolPhase[]];

/** What the report form asks besides the words: from the chain's own facts. */
export const reportForm = z
  .object({
    schools: z.array(
      z.object({
        id,
        name: z.string(),
        phase: z.enum(SCHOOL_PHASES),
        danger: dangerNumbers,
      }),
    ),
    authorities: z.array(z.object({ id, name: z.string(), danger: dangerNumbers })),
    /** Null where the procedure cannot be read: a report is taken all the same, without its questions. */
    chain: z.object({ id: z.string(), title: z.string(), version: z.int() }).nullable(),
    questions: z.array(
      z.object({
        fact: z.string(),
        question: z.string(),
        hint: z.string().nullable(),
        /** `danger`: after this answer the emergency numbers come before everything else. */
        options: z.array(z.object({ code: z.string(), label: z.string(), danger: z.boolean() })),
      }),
    ),
  })
  .meta({ id: 'ReportForm' });
export type ReportForm = z.infer<typeof reportForm>;

export const concernReport = z
  .strictObject({
    eventId,
    schoolId: id,
    /** Where the child lives, when not in the school's own authority. */
    authorityId: id.optional(),
    childName: line('Enter the child’s name'),
    yearGroup: z.enum(YEAR_GROUPS, 'Choose the child’s year group'),
    /** What was seen, heard or told, in exact words. */
    account: words()
      .overwrite(typed)
      .min(1, 'Write what you saw, heard or were told')
      .max(NOTE_MAX_LENGTH, atMost(NOTE_MAX_LENGTH)),
    /** When the reporter became aware; the clock starts here. */
    awareAt: instant,
    facts: z.record(z.string(), z.string()),
    /** A rehearsal: marked DRILL everywhere, counted nowhere, its clock can be moved. */
    drill: z.boolean().default(false),
  })
  .meta({ id: 'ConcernReport' });
export type ConcernReport = z.infer<typeof concernReport>;

/** All a reporter gets: that it was received, by whom it will be handled, and what happens next. */
export const receipt = z
  .object({
    reference,
    receivedAt: instant,
    drill: z.boolean(),
    /** Present when the reporter may also open the case. */
    caseId: id.nullable(),
    handledBy: z.object({ role: z.string(), name: z.string() }).nullable(),
    next: z.array(
      z.object({
        title: z.string(),
        who: z.string(),
        by: instant.nullable(),
        ifLate: z.string().nullable(),
        /** On what decision it hangs, in words; null for what is to be done in any case. */
        onlyIf: z.string().nullable(),
      }),
    ),
    numbers: dangerNumbers,
    /** Whether what was told at first cannot be read any more, when the same report is sent again. */
    lost: z.boolean().default(false),
    /** Whether the procedure cannot be read, so that nobody has been given it to do yet. */
    unread: z.boolean().default(false),
  })
  .meta({ id: 'Receipt' });
export type Receipt = z.infer<typeof receipt>;

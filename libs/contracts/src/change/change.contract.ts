import { post } from '@trustward/chain';
import * as z from 'zod';
import { ownMail, ownNumber } from '../authority/authority.contract.ts';
import { EMAIL_MAX_LENGTH } from '../session/email.ts';
import { line } from '../shared/written.ts';
import { atMost, eventId, id, instant, pageOf, words } from '../shared/primitives.ts';

/** A day as 2026-11-23. */
const day = z.iso.date('Give a day, as 2026-11-23');
const MOST_TERMS = 60;
const MOST_DAYS = 400;

/** A school's own days, all of them. */
const schoolDays = z.strictObject({
  terms: z.array(z.strictObject({ from: day, to: day })).max(MOST_TERMS, 'Give fewer terms'),
  /** Days of a term on which pupils do not come. */
  closedDays: z.array(day).max(MOST_DAYS, 'Give fewer days'),
  /** When a school day begins. */
  opensAt: z.iso.time({ precision: -1, error: 'Give a time, as 08:45' }).nullable(),
});

/** What a school has instead of what it had. */
const calendarEdit = z.strictObject({
  kind: z.literal('calendar'),
  eventId,
  schoolId: id,
  ...schoolDays.shape,
});

/** From when, or else from now on, and until when somebody is away; without an end where they are back. */
const absenceEdit = z.strictObject({
  kind: z.literal('absence'),
  eventId,
  personId: id,
  from: instant.nullable(),
  until: instant.nullable(),
});

/** A day on which offices are closed to every school of the trust, or to those of an authority; or are so no more. */
const closedDayEdit = z.strictObject({
  kind: z.literal('closedDay'),
  eventId,
  day,
  authorityId: id.nullable(),
  isClosed: z.boolean(),
});

const MOST_WORDS = 200;
const MOST_LIMITS = 200;
/** Of a local authority, in place of what everybody has of it, in words: when its offices are open, and lengths by the names of their settings. */
const heldOfAuthority = z.strictObject({
  hours: words().min(1, 'Give hours').max(MOST_WORDS, atMost(MOST_WORDS)).nullable(),
  limits: z
    .record(z.string().max(60), words().max(MOST_WORDS, atMost(MOST_WORDS)))
    .refine((limits) => Object.keys(limits).length <= MOST_LIMITS, 'Give fewer limits'),
});

/** All that the trust holds otherwise, instead of what it held; the rest is as everybody has it. */
const authorityEdit = z.strictObject({
  kind: z.literal('authority'),
  eventId,
  authorityId: id,
  ...heldOfAuthority.shape,
});

/** How an agency is reached, in place of what everybody has. */
const numberEdit = z.strictObject({ kind: z.literal('number'), eventId, authorityId: id, ...ownNumber });
const mailEdit = z.strictObject({ kind: z.literal('mail'), eventId, authorityId: id, ...ownMail });

const MOST_POSTS = 20;
const begins = z
  .array(z.strictObject({ role: post, schoolId: id.nullable() }))
  .max(MOST_POSTS, 'Begin fewer posts at once');
/** Posts of somebody that end, and that begin instead, from now on or from an instant; with none left they have left. */
const postsEdit = z.strictObject({
  kind: z.literal('posts'),
  eventId,
  personId: id,
  ends: z.array(id).max(MOST_POSTS, 'End fewer posts at once'),
  begins,
  from: instant.nullable(),
});

const JOINER_NAME_MAX_LENGTH = 120;
const AN_ADDRESS = 'Write an e-mail address, such as ada@school.example';
/** Somebody whom the trust has not known by a post: who they are, and the posts that they begin with. */
const joinerEdit = z.strictObject({
  kind: z.literal('joiner'),
  eventId,
  name: line('Enter their name', JOINER_NAME_MAX_LENGTH),
  email: z.string().trim().pipe(z.email(AN_ADDRESS).max(EMAIL_MAX_LENGTH, AN_ADDRESS)),
  begins: begins.min(1, 'Choose a post'),
  from: instant.nullable(),
});

/** Somebody is off duty from now on, or back. Why is said nowhere. */
const offDutyEdit = z.strictObject({
  kind: z.literal('offDuty'),
  eventId,
  personId: id,
  offDuty: z.boolean(),
});

const shownPost = z.object({ role: z.string(), school: z.string().nullable() });

/** What somebody means to change, before they know what comes of it. */
export const draftChange = z.discriminatedUnion('kind', [
  calendarEdit,
  absenceEdit,
  closedDayEdit,
  authorityEdit,
  numberEdit,
  mailEdit,
  postsEdit,
  joinerEdit,
  offDutyEdit,
]);
export type DraftChange = z.infer<typeof draftChange>;

/** That what was shown under this version is to be done, or put aside. */
export const applyChange = z.strictObject({ version: z.int().min(1) });
export type ApplyChange = z.infer<typeof applyChange>;

const count = z.int().min(0);

/** A change and what comes of it. Sums only: whoever sets calendars reads no case. */
export const change = z
  .object({
    id,
    /** The school, the person or the authority; of a day closed to all, the trust. */
    of: z.string(),
    /** What it is to be instead. */
    edit: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('calendar'), days: schoolDays }),
      z.object({ kind: z.literal('closedDay'), day, authorityId: id.nullable(), isClosed: z.boolean() }),
      z.object({
        kind: z.literal('authority'),
        authorityId: id,
        hours: z.string().nullable(),
        limits: z.array(z.object({ title: z.string(), is: z.string() })),
      }),
      z.object({ kind: z.literal('absence'), from: instant.nullable(), until: instant.nullable() }),
      /** Of an agency, by its name. */
      z.object({
        kind: z.literal('number'),
        authorityId: id,
        name: z.string(),
        number: z.string().nullable(),
      }),
      z.object({
        kind: z.literal('mail'),
        authorityId: id,
        name: z.string(),
        address: z.string().nullable(),
      }),
      z.object({
        kind: z.literal('posts'),
        personId: id,
        ends: z.array(shownPost),
        begins: z.array(shownPost),
        from: instant.nullable(),
      }),
      z.object({
        kind: z.literal('joiner'),
        personId: id,
        email: z.string(),
        begins: z.array(shownPost),
        from: instant.nullable(),
      }),
      z.object({ kind: z.literal('offDuty'), personId: id, offDuty: z.boolean() }),
      /** What was meant was changed or damaged: it is put aside. */
      z.object({ kind: z.literal('unreadable') }),
    ]),
    /** Who drafted it, and when. */
    by: z.string(),
    madeAt: instant,
    /** It waits where it was applied and begins later. */
    state: z.enum(['counting', 'counted', 'waiting', 'applying', 'applied', 'aside']),
    /** Grows when it is counted anew. */
    version: z.int(),
    /** Whether it takes two, and whether the reader may have it done now. */
    takesTwo: z.boolean(),
    mayApply: z.boolean(),
    /** Why it can never be applied, where a case could be stranded by it. */
    refusal: z.string().nullable(),
    /** Of so many cases, how many were counted, or had it applied. */
    done: count,
    total: count,
    sentence: z.string(),
    moved: count,
    earlier: count,
    late: count,
    /** Duties that get another owner. */
    handed: count,
    /** Duties that nobody is left to do. */
    unowned: count,
    /** Cases that cannot be read, which the change leaves as they are until they can be. */
    unreadable: count,
    /** The first few deadlines that move. */
    nearest: z.array(z.object({ was: instant, is: instant })),
  })
  .meta({ id: 'Change' });
export type Change = z.infer<typeof change>;
/** What is not applied yet comes first, and each newest first; what was put aside is not there. */
export const changePage = pageOf(change).meta({ id: 'ChangePage' });
export type ChangePage = z.infer<typeof changePage>;

/** What can be changed, as it is now. */
export const changeBoard = z
  .object({
    schools: z.array(
      z.object({
        id,
        name: z.string(),
        authority: z.object({ id, name: z.string() }),
        days: schoolDays,
        /** Whether what it goes by was changed or damaged, so that what was there before is shown, and holds. */
        unreadable: z.boolean(),
      }),
    ),
    /** Whoever holds a post, by name within their school; of the trust as a whole, without one. */
    people: z.array(
      z.object({ id, name: z.string(), schoolId: id.nullable(), awayUntil: instant.nullable() }),
    ),
  })
  .meta({ id: 'ChangeBoard' });
export type ChangeBoard = z.infer<typeof changeBoard>;

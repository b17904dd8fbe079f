import { calendarSnapshot } from '@trustward/chain';
import type { CalendarSnapshot, Instant, World } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { contentHash } from '../content-hash.ts';
import { nationalCalendar } from '../pinned.ts';
import type { PinnedChain } from '../pinned.ts';
import type { ChangeCause } from '../drive.ts';
import { calendarOfSchool } from './closed-day.ts';
import type { ClosedDay } from './closed-day.ts';
import { isAwayAt, withAbsence } from './absences.ts';
import type { Absence } from './absences.ts';
import { withHeld } from './held-posts.ts';
import type { HeldAround, OffDutyEdit, PostsEdit } from './held-posts.ts';
import type { OwnAuthority } from './own-authority.ts';

/** A school's own part of its calendar; holidays and the clocks on the wall are everybody's. */
export type OwnDays = Pick<CalendarSnapshot, 'terms' | 'insetDays' | 'schoolDayStarts'>;

/** What is to become otherwise, in the world of every case that it concerns. */
export type Edit =
  | { readonly kind: 'calendar'; readonly calendar: CalendarSnapshot }
  | ({ readonly kind: 'closedDay' } & ClosedDay)
  | ({ readonly kind: 'authority'; readonly authorityId: string } & OwnAuthority)
  /** How an agency is reached is in no case's world. */
  | { readonly kind: 'number' }
  | { readonly kind: 'mail' }
  /** Whoever joins holds nothing before. */
  | ({ readonly kind: 'joiner'; readonly personId: string } & PostsEdit)
  | ({ readonly kind: 'posts'; readonly personId: string } & PostsEdit)
  | ({ readonly kind: 'offDuty'; readonly personId: string } & OffDutyEdit)
  | {
      readonly kind: 'absence';
      readonly personId: string;
      /** Null where it begins with the edit. */
      readonly from: Instant | null;
      /** Null where somebody is back. */
      readonly until: Instant | null;
    };

/**
 * An edit as one case takes it: a closed day is another calendar of its school, what a local authority lays down another chain; posts and duty
 * are who holds what at its school then.
 */
export type CaseEdit =
  | Exclude<Edit, { kind: 'closedDay' | 'authority' | 'number' | 'mail' | 'posts' | 'joiner' | 'offDuty' }>
  | ({ readonly kind: 'people' } & HeldAround)
  | {
      readonly kind: 'limits';
      /** Null where the case keeps the chain that it has. */
      readonly chain: { readonly hash: string; readonly content: PinnedChain } | null;
    };

/** What it replaces, by which it is known whether anybody was quicker. */
export type Was =
  | {
      readonly number: number;
      /** Of what a trust holds of a local authority: all layers that it was proved with. */
      readonly layers?: string;
    }
  /** By school. */
  | { readonly numbers: Readonly<Record<string, number>> }
  | { readonly absences: readonly Absence[] }
  /** Of somebody: their posts that are not over, with what ends them, or whether they are off duty. */
  | { readonly posts: readonly unknown[] }
  | { readonly offDuty: boolean }
  /** Of a contact: what the trust had of its own. */
  | { readonly kept: string | null };

/** The calendar of today with the days of a school, beside those that are closed to it; a sentence where they make none. */
export async function calendarWith(
  tx: Tx,
  schoolId: string,
  own: OwnDays,
): Promise<CalendarSnapshot | string> {
  const { officesClosed } = await calendarOfSchool(tx, schoolId);
  const read = calendarSnapshot.safeParse({
    ...(await nationalCalendar(tx)),
    ...(officesClosed !== undefined && { officesClosed }),
    ...own,
  });
  return read.success ? read.data : (read.error.issues[0]?.message ?? 'These are no term dates.');
}

export const hashOfCalendar = (calendar: CalendarSnapshot): string => contentHash(calendar);

/** How a case takes an edit; the same before it is applied, to say what would come of it. */
export function causeOf(edit: CaseEdit, was: Was, eventId: string, now: Instant): ChangeCause {
  if (edit.kind === 'calendar') {
    const { calendar } = edit;
    return {
      kind: 'change',
      eventId,
      event: { type: 'calendarChanged' },
      before: (world) => world,
      after: (world) => ({ ...world, calendar }),
      pins: { calendarHash: hashOfCalendar(calendar) },
    };
  }
  if (edit.kind === 'limits') {
    const { chain } = edit;
    return {
      kind: 'change',
      eventId,
      event: { type: 'limitsChanged' },
      before: (world) => world,
      after: (world) => (chain === null ? world : { ...world, chain: chain.content.chain }),
      pins: chain === null ? null : { chain },
    };
  }
  if (edit.kind === 'people') {
    const { before, after } = edit;
    return {
      kind: 'change',
      eventId,
      event: { type: 'peopleChanged' },
      before: (world) => withHeld(world, before),
      after: (world) => withHeld(world, after),
      pins: null,
    };
  }
  const absences = 'absences' in was ? was.absences : [];
  const { personId, from } = edit;
  // What begins later is looked at as if it were so far, in a case as it stands now.
  const at = Math.max(now, from ?? now);
  return {
    kind: 'change',
    eventId,
    event: { type: 'peopleChanged' },
    before: (world) => withAway(world, personId, isAwayAt(absences, at)),
    after: (world) => withAway(world, personId, isAwayAt(withAbsence(absences, edit, now), at)),
    pins: null,
  };
}

/** Whoever is suspended or gone owns nothing, whenever they are back. */
const withAway = (world: World, personId: string, isAway: boolean): World => ({
  ...world,
  people: world.people.map((one) =>
    one.person === personId ? { ...one, away: one.suspended === true || isAway } : one,
  ),
});

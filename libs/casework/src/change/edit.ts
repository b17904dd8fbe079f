import { calendarSnapshot } from '@trustward/chain';
import type { CalendarSnapshot, Instant, World } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { contentHash } from '../content-hash.ts';
import { nationalCalendar } from '../pinned.ts';
import type { ChangeCause } from '../drive.ts';

/** A school's own part of its calendar; holidays and the clocks on the wall are everybody's. */
export type OwnDays = Pick<CalendarSnapshot, 'terms' | 'insetDays' | 'schoolDayStarts'>;

/** What is to become otherwise, in the world of every case that it concerns. */
export type Edit =
  | { readonly kind: 'calendar'; readonly schoolId: string; readonly calendar: CalendarSnapshot }
  | { readonly kind: 'absence'; readonly personId: string; readonly until: Instant | null };

/** What it replaces, by which it is known whether anybody was quicker. */
export type Was = { readonly number: number } | { readonly until: Instant | null };

/** The calendar of today with a school's own days; a sentence where they make none. */
export async function calendarWith(tx: Tx, own: OwnDays): Promise<CalendarSnapshot | string> {
  const read = calendarSnapshot.safeParse({ ...(await nationalCalendar(tx)), ...own });
  return read.success ? read.data : (read.error.issues[0]?.message ?? 'These are no term dates.');
}

export const hashOfCalendar = (calendar: CalendarSnapshot): string => contentHash(calendar);

/** How a case takes an edit; the same before it is applied, to say what would come of it. */
export function causeOf(edit: Edit, was: Was, eventId: string, now: Instant): ChangeCause {
  if (edit.kind === 'calendar') {
    const { calendar } = edit;
    return {
      kind: 'change',
      eventId,
      event: { type: 'calendarChanged' },
      before: (world) => world,
      after: (world) => ({ ...world, calendar }),
      calendarHash: hashOfCalendar(calendar),
    };
  }
  const wasUntil = 'until' in was ? was.until : null;
  return {
    kind: 'change',
    eventId,
    event: { type: 'peopleChanged' },
    before: (world) => withAbsence(world, edit.personId, wasUntil, now),
    after: (world) => withAbsence(world, edit.personId, edit.until, now),
    calendarHash: null,
  };
}

/** Whoever is suspended or gone owns nothing, whenever they are back. */
const withAbsence = (world: World, personId: string, until: Instant | null, now: Instant): World => ({
  ...world,
  people: world.people.map((one) =>
    one.person === personId
      ? { ...one, away: one.suspended === true || (until !== null && until > now) }
      : one,
  ),
});

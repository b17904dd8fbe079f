import { calendarOfSchool, calendarWith } from '@trustward/casework';
import type { ClosedDay, Was } from '@trustward/casework';
import { localDay } from '@trustward/chain';
import type { CalendarSnapshot, Instant } from '@trustward/chain';
import type { DraftChange } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import { RuleRefused } from '../platform/problems.ts';
import type { Absence, Value } from './change-rows.ts';
import { contactOf } from './contact-of.ts';
import { heldOf } from './held-of.ts';
import { joinerOf, offDutyOf, postsOf } from './staff-of.ts';
import { daysOf, numberOf, ownDays } from './own-days.ts';
import type { SchoolDays } from './own-days.ts';

type DraftOf<Kind extends DraftChange['kind']> = Extract<DraftChange, { kind: Kind }>;

/** What a draft would make it, as it is kept; refused where that is nothing. */
export async function meant(tx: Tx, draft: DraftChange, was: Was): Promise<Value> {
  if (draft.kind === 'absence') return absenceOf(draft, tx.startedAt);
  if (draft.kind === 'closedDay') {
    return closedDayOf(tx, draft, 'numbers' in was ? Object.keys(was.numbers) : []);
  }
  if (draft.kind === 'posts') return postsOf(tx, draft);
  if (draft.kind === 'joiner') return joinerOf(tx, draft);
  if (draft.kind === 'offDuty') return offDutyOf(tx, draft, was);
  if (draft.kind === 'authority') return heldOf(tx, draft, was);
  if (draft.kind === 'number' || draft.kind === 'mail') return contactOf(tx, draft);
  return schoolCalendar(tx, draft.schoolId, draft);
}

/** The same, over what has become of all else meanwhile. */
export async function meantAnew(tx: Tx, value: Value, schoolId: string | null): Promise<Value> {
  if (schoolId === null || !('calendar' in value)) return value;
  return schoolCalendar(tx, schoolId, daysOf(value.calendar));
}

async function schoolCalendar(tx: Tx, schoolId: string, days: SchoolDays): Promise<Value> {
  const calendar = await calendarWith(tx, schoolId, ownDays(days));
  if (typeof calendar === 'string') throw new RuleRefused('termDates', calendar);
  return { calendar };
}

/** What began before now begins now. */
function absenceOf({ from, until }: DraftOf<'absence'>, now: Instant): Absence {
  const begins = from === null || Date.parse(from) <= now ? null : Date.parse(from);
  const absence = { from: begins, until: until === null ? null : Date.parse(until) };
  mustEndAhead(absence, now);
  return absence;
}

function mustEndAhead({ from, until }: Absence, now: Instant): void {
  if (until === null && from === null) return;
  if (until === null) throw new RuleRefused('absence', 'Say until when an absence that begins later lasts.');
  if (until > Math.max(now, from ?? now)) return;
  throw new RuleRefused('absence', 'An absence ends after it begins, and not before now.');
}

/** Refused where it is so already at every school, offices are closed on that day anyhow, or it is over. */
async function closedDayOf(
  tx: Tx,
  { day: text, isClosed }: DraftOf<'closedDay'>,
  schools: readonly string[],
): Promise<ClosedDay> {
  const day = numberOf(text);
  const calendars = await calendarsOf(tx, schools);
  mustNotBeOver(day, calendars, tx.startedAt);
  if (isWeekend(text)) throw new RuleRefused('closedDay', 'Offices are closed at weekends anyhow.');
  if (calendars.some(({ from, to }) => day < from || day > to)) {
    throw new RuleRefused('closedDay', 'Holidays are not known for a day so far off.');
  }
  if (calendars.every(({ holidays }) => holidays.includes(day))) {
    throw new RuleRefused('closedDay', 'Offices are closed on bank holidays anyhow.');
  }
  if (calendars.some(({ officesClosed }) => (officesClosed?.includes(day) ?? false) !== isClosed)) {
    return { day, isClosed };
  }
  throw new RuleRefused('closedDay', `Offices are ${isClosed ? 'closed' : 'open'} on that day already.`);
}

const calendarsOf = (tx: Tx, schools: readonly string[]): Promise<CalendarSnapshot[]> =>
  Promise.all(schools.map((id) => calendarOfSchool(tx, id)));

/** What happened on a day that is over is not made to have been late, or in time, afterwards. */
function mustNotBeOver(day: number, calendars: readonly CalendarSnapshot[], now: Instant): void {
  if (calendars.some((calendar) => day < localDay(calendar, now))) {
    throw new RuleRefused('closedDay', 'That day is over.');
  }
}

/** What was meant in time may not be any more by when it is applied. */
export async function mustStillBeAhead(tx: Tx, value: Value, was: Was): Promise<void> {
  if ('until' in value) mustEndAhead(value, tx.startedAt);
  if ('day' in value && 'numbers' in was) {
    mustNotBeOver(value.day, await calendarsOf(tx, Object.keys(was.numbers)), tx.startedAt);
  }
}

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());

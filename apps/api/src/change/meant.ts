import { calendarOfSchool, calendarWith } from '@trustward/casework';
import type { ClosedDay, Was } from '@trustward/casework';
import { localDay } from '@trustward/chain';
import type { Instant } from '@trustward/chain';
import type { DraftChange } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import { RuleRefused } from '../platform/problems.ts';
import type { Absence, Value } from './change-rows.ts';
import { heldOf } from './held-of.ts';
import { daysOf, numberOf, ownDays } from './own-days.ts';
import type { SchoolDays } from './own-days.ts';

type DraftOf<Kind extends DraftChange['kind']> = Extract<DraftChange, { kind: Kind }>;

/** What a draft would make it, as it is kept; refused where that is nothing. */
export async function meant(tx: Tx, draft: DraftChange, was: Was): Promise<Value> {
  if (draft.kind === 'absence') return absenceOf(draft, tx.startedAt);
  if (draft.kind === 'closedDay') {
    return closedDayOf(tx, draft, 'numbers' in was ? Object.keys(was.numbers) : []);
  }
  if (draft.kind === 'authority') return heldOf(tx, draft, was);
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

export function mustEndAhead({ from, until }: Absence, now: Instant): void {
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
  const calendars = await Promise.all(schools.map((id) => calendarOfSchool(tx, id)));
  if (calendars.some((calendar) => day < localDay(calendar, tx.startedAt))) {
    throw new RuleRefused('closedDay', 'That day is over.');
  }
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

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());

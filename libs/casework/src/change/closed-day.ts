import type { CalendarSnapshot, DayNumber } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { contentHash } from '../content-hash.ts';
import { CALENDAR_HERE, PinnedContentChanged, nationalCalendar, readableCalendar } from '../pinned.ts';

/** A day on which offices are closed to all, or are so no more. */
export interface ClosedDay {
  readonly day: DayNumber;
  readonly isClosed: boolean;
}

/** A calendar on which no day is closed is as if none ever had been. */
export function withClosedDay(
  { officesClosed = [], ...calendar }: CalendarSnapshot,
  { day, isClosed }: ClosedDay,
): CalendarSnapshot {
  const others = officesClosed.filter((one) => one !== day);
  const days = isClosed ? [...others, day].toSorted((one, other) => one - other) : others;
  return days.length === 0 ? calendar : { ...calendar, officesClosed: days };
}

// Of each day what was applied last; the newest of them comes last.
const ALREADY = `select * from (
    select distinct on (ch.value -> 'day') ch.id, (ch.value ->> 'day')::int as day,
      (ch.value ->> 'isClosed')::boolean as "isClosed", ch.applied_at
    from app.change ch where ch.tenant_id = $1 and ch.kind = 'closedDay' and ch.state in ('applying', 'applied')
      and coalesce(ch.authority_id = $2, true) order by ch.value -> 'day', ch.applied_at desc) c
  where c."isClosed" order by c.applied_at, c.id`;
const KEEP = `insert into app.school_calendar (tenant_id, school_id, number, hash, snapshot, change_id)
  values ($1, $2, 1, $3, $4, $5)`;

const closedAlready = (tx: Tx, authorityId: string) =>
  tx.query<ClosedDay & { id: string }>(ALREADY, [tx.tenantId, authorityId]);

/** A school that comes later has the days that are closed to all schools already, or to those of its authority. */
export async function closeDaysAlready(
  tx: Tx,
  { id, authorityId }: { readonly id: string; readonly authorityId: string },
): Promise<void> {
  const closed = await closedAlready(tx, authorityId);
  const newest = closed.at(-1);
  if (newest === undefined) return;
  const calendar = closed.reduce(withClosedDay, await nationalCalendar(tx));
  const values = [id, contentHash(calendar), JSON.stringify(calendar), newest.id];
  await tx.query(KEEP, [tx.tenantId, ...values]);
}

const HERE = `select ${CALENDAR_HERE} as hash, s.authority_id as "authorityId" from app.school s
  where s.tenant_id = $1 and s.id = $2`;

/** What a school goes by now; where that cannot be read, the newest before it, on which what is closed since is closed. */
export async function calendarOfSchool(tx: Tx, schoolId: string): Promise<CalendarSnapshot> {
  const [row] = await tx.query<{ hash: string; authorityId: string }>(HERE, [tx.tenantId, schoolId]);
  if (row === undefined) throw new PinnedContentChanged('There is no such school.');
  const { calendar, instead } = await readableCalendar(tx, schoolId, row.hash);
  return instead ? (await closedAlready(tx, row.authorityId)).reduce(withClosedDay, calendar) : calendar;
}

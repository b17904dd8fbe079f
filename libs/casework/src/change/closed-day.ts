import type { CalendarSnapshot, DayNumber } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { CALENDAR_HERE, pinnedCalendar } from '../pinned.ts';

/** A day on which offices are closed to all, or are so no more. */
export interface ClosedDay {
  readonly day: DayNumber;
  readonly isClosed: boolean;
}

export function withClosedDay(calendar: CalendarSnapshot, { day, isClosed }: ClosedDay): CalendarSnapshot {
  const others = calendar.holidays.filter((one) => one !== day);
  const holidays = isClosed ? [...others, day].toSorted((one, other) => one - other) : others;
  return { ...calendar, holidays };
}

const HERE = `select ${CALENDAR_HERE} as hash from app.school s where s.tenant_id = $1 and s.id = $2`;
const CLOSED = `select distinct on (ch.value -> 'day') (ch.value ->> 'day')::int as day, (ch.value ->> 'isClosed')::boolean as "isClosed"
  from app.change ch join app.school s on s.tenant_id = ch.tenant_id and s.id = $2
  where ch.tenant_id = $1 and ch.kind = 'closedDay' and ch.applied_at is not null
    and coalesce(ch.authority_id = s.authority_id, true)
  order by ch.value -> 'day', ch.applied_at desc`;

/** What a school goes by now. */
export async function calendarOfSchool(tx: Tx, schoolId: string): Promise<CalendarSnapshot> {
  const [row] = await tx.query<{ hash: string }>(HERE, [tx.tenantId, schoolId]);
  return pinnedCalendar(tx, row?.hash ?? '');
}

/** Days on which offices are closed to a school beside everybody's holidays, by what was said last. */
export async function closedDays(tx: Tx, schoolId: string): Promise<readonly ClosedDay[]> {
  const rows = await tx.query<ClosedDay>(CLOSED, [tx.tenantId, schoolId]);
  return rows.filter(({ isClosed }) => isClosed);
}

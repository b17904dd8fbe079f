import type { CalendarSnapshot, DayNumber } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { CALENDAR_HERE, pinnedCalendar } from '../pinned.ts';

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

const HERE = `select ${CALENDAR_HERE} as hash from app.school s where s.tenant_id = $1 and s.id = $2`;

/** What a school goes by now. */
export async function calendarOfSchool(tx: Tx, schoolId: string): Promise<CalendarSnapshot> {
  const [row] = await tx.query<{ hash: string }>(HERE, [tx.tenantId, schoolId]);
  return pinnedCalendar(tx, row?.hash ?? '');
}

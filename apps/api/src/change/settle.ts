import { calendarOfSchool, hashOfCalendar, withClosedDay } from '@trustward/casework';
import type { Was } from '@trustward/casework';
import type { CalendarSnapshot } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { AWAY, BACK, PUBLISH } from './change-rows.ts';
import type { Absence, Value } from './change-rows.ts';

interface Settled {
  readonly schoolId: string | null;
  readonly personId: string | null;
  readonly value: Value;
  readonly was: Was;
}

/** From now on cases open under it, and people are asked by it. */
export async function settle(tx: Tx, changeId: string, held: Settled): Promise<void> {
  const { schoolId, personId, value, was } = held;
  if ('until' in value) {
    await settleAbsence(tx, changeId, personId, value);
  } else if ('calendar' in value) {
    await publish(tx, changeId, schoolId ?? '', 'number' in was ? was.number : 0, value.calendar);
  } else {
    for (const [school, number] of Object.entries('numbers' in was ? was.numbers : {})) {
      const calendar = withClosedDay(await calendarOfSchool(tx, school), value);
      await publish(tx, changeId, school, number, calendar);
    }
  }
}

async function settleAbsence(
  tx: Tx,
  changeId: string,
  personId: string | null,
  { from, until }: Absence,
): Promise<void> {
  if (from === null) await tx.query(BACK, [tx.tenantId, personId]);
  if (until !== null) await tx.query(AWAY, [tx.tenantId, personId, changeId, from, until]);
}

async function publish(
  tx: Tx,
  changeId: string,
  schoolId: string,
  after: number,
  calendar: CalendarSnapshot,
): Promise<void> {
  const values = [after + 1, hashOfCalendar(calendar), JSON.stringify(calendar), changeId];
  await tx.query(PUBLISH, [tx.tenantId, schoolId, ...values]);
}

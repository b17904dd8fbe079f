import {
  authorityOf,
  calendarOfSchool,
  contentHash,
  hashOfCalendar,
  ownLayer,
  withClosedDay,
} from '@trustward/casework';
import type { OwnAuthority, Was } from '@trustward/casework';
import type { CalendarSnapshot } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { NotThereOrNotYours } from '../platform/problems.ts';
import { settleOffDuty, settlePosts } from './settle-staff.ts';
import { AWAY, BACK, HOLD_OTHERWISE, KEEP_MAIL, KEEP_NUMBER, PUBLISH } from './change-rows.ts';
import type { Absence, Value } from './change-rows.ts';

interface Settled {
  readonly schoolId: string | null;
  readonly personId: string | null;
  readonly authorityId: string | null;
  readonly value: Value;
  readonly was: Was;
}

/** From now on cases open under it, and people are asked by it. */
export async function settle(tx: Tx, changeId: string, held: Settled): Promise<void> {
  const { schoolId, personId, value, was } = held;
  if ('ends' in value) {
    await settlePosts(tx, personId, value);
  } else if ('offDuty' in value) {
    await settleOffDuty(tx, personId, value);
  } else if ('until' in value) {
    await settleAbsence(tx, changeId, personId, value);
  } else if ('about' in value) {
    await tx.query(KEEP_NUMBER, [tx.tenantId, held.authorityId, value.about, value.number]);
  } else if ('party' in value) {
    await tx.query(KEEP_MAIL, [tx.tenantId, held.authorityId, value.party, value.address]);
  } else if ('limits' in value) {
    await hold(tx, changeId, held.authorityId ?? '', 'number' in was ? was.number : 0, value);
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

/** A layer between its authority's and the trust's: with those beside it was proved. */
async function hold(
  tx: Tx,
  changeId: string,
  authorityId: string,
  after: number,
  value: OwnAuthority,
): Promise<void> {
  const authority = await authorityOf(tx, authorityId);
  if (authority === null) throw new NotThereOrNotYours();
  const layer = ownLayer(authority, value, after + 1);
  const { hours, limits } = value;
  const values = [hours, JSON.stringify(limits), contentHash(layer), JSON.stringify(layer), changeId];
  await tx.query(HOLD_OTHERWISE, [tx.tenantId, authorityId, after + 1, ...values]);
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

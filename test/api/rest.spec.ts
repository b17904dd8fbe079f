import { deliverNotice, restOf, wake } from '@trustward/casework';
import { aCase, aStaffedSchool, testDatabase } from '@trustward/testing';
import type { StaffedSchool, TestDatabase } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let database: TestDatabase;
let staffed: StaffedSchool;
beforeAll(async () => {
  database = await testDatabase();
  staffed = await aStaffedSchool(database);
});
afterAll(() => database.close());

const SENDING = { email: 'now', text: false } as const;
const idsOf = (caseId: string) => ({ tenantId: staffed.trust.id, caseId });
const asOwner = <R>(sql: string, ...values: readonly unknown[]): Promise<R[]> =>
  database.owner.run({ tenantId: staffed.trust.id, actor: 'test' }, (tx) =>
    tx.query<R>(sql, [staffed.trust.id, ...values]),
  );
const tell = (deliveryIds: readonly string[]) =>
  Promise.all(
    deliveryIds.map((deliveryId) =>
      deliverNotice(database.worker, { tenantId: staffed.trust.id, deliveryId }, SENDING),
    ),
  );
const opened = () => aCase(staffed.trust, staffed.people.teacher, staffed.school);
/** Everybody was told and nothing is on its way. */
async function told(): Promise<string> {
  const { caseId, deliveries } = await opened();
  await tell(deliveries);
  await asOwner(`update app.message set state = 'accepted', ended_at = now() where tenant_id = $1`);
  await asOwner(`update app.delivery set state = 'sent', sent_at = now() where tenant_id = $1`);
  return caseId;
}

describe('a case may rest', () => {
  it('until the instant that a wake would answer, where nothing else waits', async () => {
    const caseId = await told();
    const rest = await restOf(database.worker, idsOf(caseId));
    const { wakeAt, ended } = await wake(database.worker, idsOf(caseId));
    expect([rest?.wakeAt, ended]).toEqual([Math.floor(wakeAt ?? 0), false]);
    expect(rest?.now).toBeLessThan(wakeAt ?? 0);
  });

  it('until it is poked, where it means to wake never', async () => {
    const caseId = await told();
    await asOwner('update app.case_file set next_wake = null where tenant_id = $1 and id = $2', caseId);
    expect(await restOf(database.worker, idsOf(caseId))).toMatchObject({ wakeAt: null });
  });

  it.each([
    ['whose time has come', `update app.case_file set next_wake = now() where tenant_id = $1 and id = $2`],
    [
      'that has ended, and means to wake never',
      `update app.case_file set next_wake = null, ended_at = now() where tenant_id = $1 and id = $2`,
    ],
    [
      'of which somebody was not reached',
      `update app.message set state = 'refused' where tenant_id = $1 and case_id = $2`,
    ],
    [
      'whose letters are in nobody’s hands',
      `update app.delivery set state = 'sending', sent_at = null, seen_to_at = app.at(0)
       where tenant_id = $1 and case_id = $2`,
    ],
    [
      'that was set aside, and may have been mended',
      `insert into app.delivery (tenant_id, id, case_id, key, because, audience, at, state, sent_at, told_to, told_at)
       select tenant_id, gen_random_uuid(), id, 'unreadable/' || version, 'caseUnreadable', '{"roles": []}', now(),
         'sent', now(), '{}', now() from app.case_file where tenant_id = $1 and id = $2`,
    ],
  ])('but not one %s', async (_what, sql) => {
    const caseId = await told();
    expect(await restOf(database.worker, idsOf(caseId))).not.toBeNull();
    await asOwner(sql, caseId);
    expect(await restOf(database.worker, idsOf(caseId))).toBeNull();
  });

  it('but not one that has yet to tell somebody, nor one that there is not', async () => {
    const { caseId } = await opened();
    expect(await restOf(database.worker, idsOf(caseId))).toBeNull();
    expect(await restOf(database.worker, idsOf('00000000-0000-7000-8000-000000000009'))).toBeNull();
  });
});

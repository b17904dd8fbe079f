import { wake } from '@trustward/casework';
import { aCase, aStaffedSchool, testDatabase } from '@trustward/testing';
import type { StaffedSchool, TestDatabase } from '@trustward/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let database: TestDatabase;
let here: StaffedSchool;
let caseId: string;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  here = await aStaffedSchool(database);
  ({ caseId } = await aCase(here.trust, here.people.teacher, here.school));
});

const asOwner = <R>(sql: string, ...values: readonly unknown[]) =>
  database.owner.run({ tenantId: here.trust.id, actor: 'test' }, (tx) => tx.query<R>(sql, values));
const set = (change: string) => asOwner(`update app.person set ${change} where id = $1`, here.people.dsl.id);

/** Who owns the decision after the case was looked at again. */
async function ownerNow(): Promise<string | undefined> {
  await wake(database.worker, { tenantId: here.trust.id, caseId });
  const sql = `select owner_person as owner from app.duty where case_id = $1 and step = 'decide'`;
  return (await asOwner<{ owner: string }>(sql, caseId))[0]?.owner;
}

describe('the duty of somebody who cannot act', () => {
  it('is theirs again when they come back from an absence', async () => {
    await set(`away_until = now() + interval '1 day'`);
    expect(await ownerNow()).toBe(here.people.head.id);
    await set('away_until = null');
    expect(await ownerNow()).toBe(here.people.dsl.id);
  });

  it('§3.19 is not theirs again when their suspension ends', async () => {
    await set('suspended_at = now()');
    expect(await ownerNow()).toBe(here.people.head.id);
    await set('suspended_at = null');
    expect(await ownerNow()).toBe(here.people.head.id);
  });
});

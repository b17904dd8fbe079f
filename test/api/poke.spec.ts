import { aCase, aStaffedSchool, testDatabase } from '@trustward/testing';
import type { StaffedSchool, TestDatabase } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let database: TestDatabase;
let staffed: StaffedSchool;
let caseId: string;
beforeAll(async () => {
  database = await testDatabase();
  staffed = await aStaffedSchool(database);
  ({ caseId } = await aCase(staffed.trust, staffed.people.teacher, staffed.school));
});
afterAll(() => database.close());

// As the queue takes a job: in a transaction that ends once its word is on the disk.
const TAKE = `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'relay', attempts = attempts + 1
  where key like '%' || $1`;
const WAITING = `select count(*)::integer as count from graphile_worker.jobs
  where key like '%' || $1 and locked_at is null`;

describe('a poke', () => {
  it('that comes while a relay takes the one before waits for the next, and is not lost with it', async () => {
    let poked: Promise<unknown> = Promise.resolve();
    await database.ownerPlatform.run(async (tx) => {
      await tx.query(TAKE, [caseId]);
      poked = database.worker.run({ tenantId: staffed.trust.id, actor: 'worker' }, (other) =>
        other.query('select app.poke($1)', [caseId]),
      );
      await new Promise((resolve) => setTimeout(resolve, 500));
    });
    await poked;
    expect(await database.ownerPlatform.query(WAITING, [caseId])).toEqual([{ count: 1 }]);
  });
});

import { randomUUID } from 'node:crypto';
import { testDatabase } from '@trustward/testing';
import type { TestDatabase } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

describe('what a carrier says of a message that it took', () => {
  const message = { tenant: randomUUID(), id: randomUUID() };
  const says = (word: string) =>
    database.workerPlatform.query('select platform.message_answered($1, $2, $3)', [
      message.tenant,
      message.id,
      word,
    ]);
  const kept = () =>
    database.ownerPlatform.query<{ said: string; attempts: number; due: boolean }>(
      `select j.payload ->> 'said' as said, j.attempts, j.run_at <= now() as due
       from graphile_worker._private_jobs j where j.key = $1`,
      [`answer/${message.tenant}/${message.id}`],
    );
  const set = (what: string) =>
    database.ownerPlatform.query(`update graphile_worker._private_jobs set ${what} where key = $1`, [
      `answer/${message.tenant}/${message.id}`,
    ]);

  it('stays as it was said first, and is tried anew by what it says later, where it had failed for good', async () => {
    await says('delivered');
    await says('permanent-failure');
    expect(await kept()).toEqual([{ said: 'delivered', attempts: 0, due: true }]);
    await set(`attempts = 3, run_at = now() + interval '1 hour'`);
    await says('permanent-failure');
    expect(await kept()).toEqual([{ said: 'delivered', attempts: 3, due: false }]);
    await set('attempts = max_attempts');
    await says('permanent-failure');
    expect(await kept()).toEqual([{ said: 'delivered', attempts: 0, due: true }]);
  });
});

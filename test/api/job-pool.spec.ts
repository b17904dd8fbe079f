import { openJobPool } from '@trustward/database';
import { testDatabase } from '@trustward/testing';
import { expect, it } from 'vitest';

it('a connection of the job queue that PostgreSQL ends, held or idle, fails nobody but whoever uses it', async () => {
  const database = await testDatabase();
  const session = 'trustward-pool-test';
  const pool = openJobPool({ url: database.workerUrl, session, connections: 2 });
  const [held, idle] = [await pool.connect(), await pool.connect()];
  idle.release();
  const gone: string[] = [];
  for (const client of [held, idle]) client.once('end', () => gone.push('gone'));
  await database.workerPlatform.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1',
    [session],
  );
  await expect.poll(() => gone).toHaveLength(2);
  await expect(held.query('select 1')).rejects.toThrow();
  held.release(true);
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
  await database.close();
});

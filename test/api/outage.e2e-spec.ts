import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { asking, problemOf } from './api-server.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';

const the = aSetting();

/** Cuts every connection of the API's pool, as a restarted PostgreSQL would. */
async function cutConnections(): Promise<void> {
  const other = new Client({ connectionString: the.database.apiUrl });
  await other.connect();
  await other.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'trustward-api' and datname = current_database()`);
  await other.end();
}

describe('while the database goes away and comes back', () => {
  it('says so plainly at worst, never leaks why, and works again by itself', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    for (let round = 0; round < 10; round += 1) {
      const running = Promise.all(Array.from({ length: 20 }, () => dsl.get('/api/duties')));
      await new Promise((go) => setTimeout(go, 4 * round));
      await cutConnections();
      for (const response of await running) {
        if (response.status === 200) continue;
        const body = problemOf(response, 503, 'unavailable');
        expect(body.detail).toContain('try again');
        expect(response.headers['retry-after']).toBe('5');
      }
    }
    // The last connections may be found dead only when they are next used.
    await expect.poll(async () => (await dsl.get('/api/duties')).status, { timeout: 5_000 }).toBe(200);
    await asking(the.server).get('/healthz').expect(200);
  });
});

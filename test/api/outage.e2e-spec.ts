import { randomUUID } from 'node:crypto';
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

describe('a report whose reporter has been cut off from it since', () => {
  it('is not reported twice, and tells them nothing', async () => {
    const teacher = await signIn(the.server, the.town.teacher);
    const report = {
      eventId: randomUUID(),
      schoolId: the.town.school.id,
      childName: 'Robin Testcase',
      yearGroup: 'Year 4',
      account: 'As before.',
      awareAt: new Date(Date.now() - 60_000).toISOString(),
      facts: {},
    };
    const { reference } = (await teacher.post('/api/concerns', report).expect(201)).body as {
      reference: string;
    };
    await the.database.owner.run({ tenantId: the.town.trust.id, actor: 'test' }, (tx) =>
      tx.query(
        `insert into app.exclusion (tenant_id, case_id, person_id, cause)
         select tenant_id, id, reporter_id, 'relationship' from app.case_file where reference = $1`,
        [reference],
      ),
    );
    const again = await teacher.post('/api/concerns', report);
    problemOf(again, 409, 'stale');
    expect(again.text).not.toContain(reference);
  });
});

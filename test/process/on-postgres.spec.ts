import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { drills, expectAllWhole, moveBeyondAll, pause, theWorker } from './harness/drills.ts';
import { holdsOn } from './harness/either-store.ts';
import type { ProcessWorld } from './harness/process-world.ts';

describe('with Temporal on PostgreSQL', () => {
  const world = holdsOn('PostgreSQL');

  it.each([40])('both may be killed at once, %i ms after the clocks were moved', async (afterMs) => {
    const { killTemporal, killPostgres, startPostgres, startTemporal } = world();
    const worker = await theWorker(world());
    const cases = await drills(world(), 3);
    await Promise.all(cases.map((caseId) => moveBeyondAll(world(), caseId)));
    await pause(afterMs);
    await Promise.all([killPostgres(), killTemporal()]);
    await startPostgres();
    await startTemporal();
    await expectAllWhole(world(), cases);
    expect(worker.isRunning()).toBe(true);
  });

  it('keeps the two apart: Temporal’s role cannot enter Trustward’s database, nor the worker Temporal’s', async () => {
    const { ownerUrl, workerUrl } = world().database;
    const ours = (url: string) => new URL(url).pathname.slice(1);
    await expect(entered(await temporalsLogin(world()), ours(ownerUrl))).rejects.toThrow(/permission denied/);
    for (const theirs of ['trustward_temporal', 'trustward_temporal_visibility']) {
      await expect(entered(workerUrl, theirs)).rejects.toThrow(/permission denied/);
      await entered(await temporalsLogin(world()), theirs);
    }
  });
});

async function temporalsLogin({ folder, database }: ProcessWorld): Promise<string> {
  const settings = JSON.parse(await readFile(path.join(folder, 'temporal', 'server.json'), 'utf8')) as {
    persistence: { datastores: { main: { sql: { user: string; password: string } } } };
  };
  const { user, password } = settings.persistence.datastores.main.sql;
  const url = new URL(database.ownerUrl);
  [url.username, url.password] = [user, password];
  return url.href;
}

/** Signs in to a database and leaves it. */
async function entered(login: string, database: string): Promise<void> {
  const url = new URL(login);
  url.pathname = database;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.end();
}

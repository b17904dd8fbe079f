import { rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { Copy, clearAway, newFolder, processesOf } from './copy.ts';

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('a copy whose launcher was killed', () => {
  afterAll(clearAway);

  it('is found by the next start, which ends what was left, recovers and has lost nothing', async () => {
    const folder = newFolder();
    const killed = await (await Copy.start({ folder })).untilRunning();
    await query(killed.ownerUrl, 'create table public.kept as select 42 as answer');
    killed.kill();
    await killed.ended();
    const left = processesOf(folder);
    expect(left.length).toBeGreaterThan(3);

    const next = await (await Copy.start({ folder, port: killed.port })).untilRunning();
    expect(next.output).toMatch(/Ended 4 processes that a killed start had left running/);
    const now = processesOf(folder);
    expect(left.filter((pid) => now.includes(pid))).toEqual([]);
    expect(await query(next.ownerUrl, 'select answer from public.kept')).toEqual([{ answer: 42 }]);
    expect(await next.interrupt()).toBe(0);
    expect(processesOf(folder)).toEqual([]);
  });

  it('is found though it was killed before it could note its PostgreSQL, and its folder is given by a link', async () => {
    const folder = newFolder();
    const link = path.join(newFolder(), 'link');
    symlinkSync(folder, link);
    const killed = await (await Copy.start({ folder: link })).untilRunning();
    killed.kill();
    await killed.ended();
    rmSync(path.join(folder, 'run', 'postgres.pid.json'));
    const next = await (await Copy.start({ folder: link })).untilRunning();
    expect(await next.interrupt()).toBe(0);
    expect(processesOf(folder)).toEqual([]);
  });
});

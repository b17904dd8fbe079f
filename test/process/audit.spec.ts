import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { auditWaiting } from '@trustward/casework';
import { aCase } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verdictOn } from '../api/sealing.ts';
import { aWorker } from './harness/drills.ts';
import { startProcessWorld, type ProcessWorld } from './harness/process-world.ts';
import { query } from './harness/rows.ts';
import { until } from './harness/until.ts';

let world: ProcessWorld;
let place: string;
beforeAll(async () => {
  world = await startProcessWorld('audit');
  place = path.join(world.folder, 'audit-heads');
});
afterAll(() => world.end());

const report = () => aCase(world.trust, world.people.teacher, world.school);
const waiting = async () => {
  const all = await auditWaiting(world.database.workerPlatform);
  return all.find(({ tenantId }) => tenantId === world.trust.id) ?? null;
};
const batches = async () => {
  const sql = `select count(*)::integer as made, count(shipped_at)::integer as shipped from app.audit_batch where tenant_id = $1`;
  return (await query<{ made: number; shipped: number }>(world, sql))[0] ?? { made: 0, shipped: 0 };
};
const verdict = async () => {
  const kept = await readFile(path.join(place, `${world.trust.id}.jsonl`), 'utf8');
  return verdictOn(world.database, world.trust.id, { lines: kept.trim().split('\n') });
};

describe('the audit, while workers come and go', () => {
  it('is sealed though the place of its heads is away, which stops no act', async () => {
    // Where the folder should be, there is a file.
    await writeFile(place, '');
    await aWorker(world);
    await report();
    const { shipped } = await until('a batch', batches, ({ made }) => made > 0);
    expect(shipped).toBe(0);
    await expect(report()).resolves.toMatchObject({ refusal: null });
  });

  it('is shipped once it is back, by several, one of whom is killed at it, in one chain', async () => {
    await world.worker().isUp('queues');
    await rm(place);
    for (let n = 0; n < 6; n += 1) {
      await report();
      if (n === 3) await world.workers.shift()?.kill();
    }
    await until('all of it sealed and shipped', waiting, (it) => it === null);
    const { made, shipped } = await batches();
    expect(shipped).toBe(made);
    const { holds, badHead, first, heads, tail } = await verdict();
    expect({ holds, badHead, first, heads }).toEqual({
      holds: true,
      badHead: null,
      first: null,
      heads: made,
    });
    // What the export wrote itself, and what the workers did meanwhile.
    expect(tail.rows).toBeLessThan(20);
  });
});

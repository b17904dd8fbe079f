import { aCase } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWorker, killWorkers, pause } from './harness/drills.ts';
import { startProcessWorld, type ProcessWorld } from './harness/process-world.ts';
import { query } from './harness/rows.ts';
import { HOUR_MS } from './harness/scenario.ts';
import { until } from './harness/until.ts';

let world: ProcessWorld;
beforeAll(async () => {
  world = await startProcessWorld('unreadable');
});
afterAll(async () => {
  await killWorkers(world);
  await world.end();
});

/** A real case whose decision is due in a moment. */
const dueIn = async (ms: number): Promise<string> => {
  const { trust, people, school } = world;
  return (await aCase(trust, people.teacher, school, { awareAt: Date.now() - 4 * HOUR_MS + ms })).caseId;
};
const told = (caseId: string, because: string) =>
  query<{ person: string }>(
    world,
    'select person_id as person from app.notice where tenant_id = $1 and case_id = $2 and because = $3',
    caseId,
    because,
  );

describe('a case that cannot be read, beside others', () => {
  it('is told to the leaders and alarmed with ids alone, sleeps, and holds up no other', async () => {
    const worker = await aWorker(world);
    const bad = await dueIn(5_000);
    await query(
      world,
      `update app.case_file set state = jsonb_set(state, '{duties}', '"Lena Moss"') where tenant_id = $1 and id = $2`,
      bad,
    );
    const good = await dueIn(5_000);
    const breached = await until(
      'the other told of its breach',
      () => told(good, 'breach'),
      (rows) => rows.length > 0,
    );
    expect(breached.length).toBeGreaterThan(0);
    const leaders = await until(
      'the leaders told',
      () => told(bad, 'caseUnreadable'),
      (rows) => rows.length > 0,
    );
    expect(leaders.map(({ person }) => person)).toContain(world.people.lead.id);
    await pause(8_000);
    const alarms = worker.lines().filter((line) => line.message.startsWith('a case cannot be read'));
    expect(alarms.length).toBeGreaterThan(0);
    expect(alarms.length).toBeLessThan(4);
    expect(alarms[0]).toMatchObject({ level: 'error', tenantId: world.trust.id, caseId: bad, code: 'state' });
    expect(JSON.stringify(worker.lines())).not.toContain('Lena Moss');
    expect(JSON.stringify(worker.lines())).not.toContain('watchdog found');
    expect(await told(bad, 'caseUnreadable')).toHaveLength(leaders.length);
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cli } from './harness/cli.ts';
import {
  FOLLOW_UP,
  aWorker,
  drills,
  expectAllWhole,
  killWorkers,
  moveBeyondAll,
  moveTo,
} from './harness/drills.ts';
import { addStrandedPoke, losePokes, strandPokes, waitingPokes } from './harness/jobs.ts';
import { startProcessWorld, type ProcessWorld } from './harness/process-world.ts';
import { duty, notices } from './harness/rows.ts';
import { HOUR_MS } from './harness/scenario.ts';
import { until } from './harness/until.ts';

let world: ProcessWorld;
beforeAll(async () => {
  world = await startProcessWorld('lost');
});
afterAll(() => world.end());
afterEach(() => killWorkers(world));

const told = (caseId: string, atLeast: number) =>
  until(
    'notices',
    () => notices(world, caseId, FOLLOW_UP),
    (rows) => rows.length >= atLeast,
    45_000,
  );

describe('what Temporal held', () => {
  it('can be deleted: after `rebuild` armed timers fire at their instants and nothing comes twice', async () => {
    await aWorker(world);
    const [waiting = '', moved = ''] = await drills(world, 2);
    await moveTo(world, waiting, -2 - 5_000 / HOUR_MS);
    await told(waiting, 2);
    await world.killTemporal();
    await moveBeyondAll(world, moved);
    await world.forgetTemporal();
    await losePokes(world);
    await world.startTemporal();
    expect(await cli(world, 'rebuild')).toMatch(/^2 cases poked\./);
    const { dueAt } = await duty(world, waiting, FOLLOW_UP);
    expect((await told(waiting, 3)).at(-1)).toMatchObject({ because: 'reminder', at: dueAt - 2 * HOUR_MS });
    await moveBeyondAll(world, waiting);
    await expectAllWhole(world, [waiting, moved]);
  });
});

describe('a poke', () => {
  it('that was lost is noticed by the watchdog, which says so and wakes the case', async () => {
    const [caseId = ''] = await drills(world, 1);
    await moveBeyondAll(world, caseId);
    await losePokes(world);
    const worker = await aWorker(world, { TRUSTWARD_WATCHDOG_SECONDS: '1' });
    await expectAllWhole(world, [caseId]);
    const alarm = worker.lines().find(({ message }) => message.startsWith('watchdog found'));
    expect(alarm).toMatchObject({ level: 'error', caseId, tenantId: world.trust.id });
    expect(alarm?.['latenessMs']).toBeGreaterThan(5_000);
  });

  it('whose relay was killed with it in hand is carried by the next relay', async () => {
    const cases = await drills(world, 2);
    await Promise.all(cases.map((caseId) => moveBeyondAll(world, caseId)));
    await strandPokes(world);
    await aWorker(world);
    await expectAllWhole(world, cases);
    await until(
      'an empty queue',
      () => waitingPokes(world),
      (count) => count === 0,
    );
  });

  it('whose relay was killed beside others is carried by another within seconds', async () => {
    await aWorker(world);
    const [caseId = ''] = await drills(world, 1);
    await killWorkers(world);
    await moveBeyondAll(world, caseId);
    await losePokes(world);
    await aWorker(world);
    await addStrandedPoke(world, caseId);
    await expectAllWhole(world, [caseId]);
  });
});

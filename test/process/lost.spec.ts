import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '@trustward/infra/ports';
import {
  aWorker,
  drills,
  expectAllWhole,
  killWorkers,
  moveBeyondAll,
  moveTo,
  pause,
  told,
} from './harness/drills.ts';
import {
  addMalformedPoke,
  addStrandedPoke,
  losePokes,
  parkedPokes,
  strandPokes,
  waitingPokes,
} from './harness/jobs.ts';
import { startProcessWorld, type ProcessWorld } from './harness/process-world.ts';
import {
  deliveryStatus,
  letDeliveriesAge,
  terminate,
  turns,
  whileNoNoticeIsTaken,
} from './harness/deliveries.ts';
import { pendingDeliveries } from './harness/rows.ts';
import { until } from './harness/until.ts';

let world: ProcessWorld;
beforeAll(async () => {
  world = await startProcessWorld('lost');
});
afterAll(() => world.end());
afterEach(() => killWorkers(world));

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

  it('has each trust wait for itself alone, and what a drill tells for everything real', async () => {
    await aWorker(world);
    const [caseId = ''] = await drills(world, 1);
    await told(world, caseId, 1);
    const seen = await until(
      'workflows of the case and of its deliveries',
      () => turns(world, caseId),
      (all) => all.length >= 2,
    );
    expect(new Set(seen.map(({ trust }) => trust))).toEqual(new Set([world.trust.id]));
    const [, ...ofDrill] = seen;
    expect(new Set(ofDrill.map(({ behind }) => behind))).toEqual(new Set([5]));
    await moveBeyondAll(world, caseId);
    await until(
      'a breach that waits for nothing else of its trust',
      () => turns(world, caseId),
      (all) => all.some(({ trust }) => trust === `${world.trust.id}/urgent`),
    );
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

  it('that names no case is parked with one alarm, and the next of the same case is carried', async () => {
    const port = String(await freePort());
    const worker = await aWorker(world, { TRUSTWARD_METRICS_PORT: port });
    const [caseId = ''] = await drills(world, 1);
    const malformed = [{ caseId }, { tenantId: 'Lena', caseId: 'Moss' }, 'Lena Moss', [1]];
    for (const [n, payload] of malformed.entries()) {
      await addMalformedPoke(world, caseId, payload);
      await until(
        'parked jobs',
        () => parkedPokes(world),
        (rows) => rows.length === n + 1,
      );
    }
    await moveBeyondAll(world, caseId);
    await expectAllWhole(world, [caseId]);
    // Long enough for the worker to have looked again for jobs that failed.
    await pause(6_000);
    const parked = malformed.map((payload) => ({ payload, attempts: 0 }));
    expect([await parkedPokes(world), await waitingPokes(world)]).toEqual([parked, 0]);
    const alarms = worker.lines().filter(({ message }) => message === 'a job names no case; it is parked');
    expect(alarms.map(({ level, code }) => ({ level, code }))).toEqual(
      malformed.map(() => ({ level: 'error', code: 'NotAPoke' })),
    );
    expect(worker.output()).not.toMatch(/Lena|Moss|tried again/);
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(metrics).toContain(`trustward_parked_pokes_total ${malformed.length}\n`);
  });
});

describe('a delivery', () => {
  it.each([
    ['whose workflow was terminated', terminateDelivery],
    ['of which Temporal lost everything', () => world.forgetTemporal().then(() => world.startTemporal())],
  ])('%s is noticed by the watchdog, and comes once', async (_how, lose) => {
    await aWorker(world);
    const [caseId = ''] = await drills(world, 1);
    await told(world, caseId, 1);
    await until(
      'calm',
      () => pendingDeliveries(world, caseId),
      (ids) => ids.length === 0,
    );
    await whileNoNoticeIsTaken(world, async () => {
      await moveTo(world, caseId, -11);
      const [deliveryId = ''] = await until(
        'a delivery',
        () => pendingDeliveries(world, caseId),
        (ids) => ids.length === 1,
      );
      await until(
        'its workflow',
        () => deliveryStatus(world, deliveryId),
        (status) => status === 'RUNNING',
      );
      await killWorkers(world);
      await lose(deliveryId);
    });
    expect(await pendingDeliveries(world, caseId)).toHaveLength(1);
    await letDeliveriesAge(world);
    const worker = await aWorker(world, { TRUSTWARD_WATCHDOG_SECONDS: '1' });
    expect((await told(world, caseId, 2)).map(({ because }) => because)).toEqual(['newDuty', 'reminder']);
    const alarms = worker.lines().filter(({ message }) => message.startsWith('watchdog found'));
    expect(alarms[0]).toMatchObject({ level: 'error', tenantId: world.trust.id, caseId, count: 1 });
    await moveBeyondAll(world, caseId);
    await expectAllWhole(world, [caseId]);
  });
});

const terminateDelivery = (deliveryId: string) => terminate(world, deliveryId);

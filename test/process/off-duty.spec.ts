import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keepWorkers, theWorker } from './harness/drills.ts';
import { aCentralTeam, owners } from './harness/changes.ts';
import { startProcessWorld, type ProcessWorld } from './harness/process-world.ts';
import { pendingDeliveries } from './harness/rows.ts';
import { openRealCase } from './harness/scenario.ts';
import { until } from './harness/until.ts';

let world: ProcessWorld;
beforeAll(async () => {
  world = await startProcessWorld('off-duty');
});
afterAll(() => world.end());
afterEach((test) => keepWorkers(world, test));

describe('somebody who is taken off duty', () => {
  it('§3.19 owns nothing any more in any of the running cases, and each has told whoever is next', async () => {
    await theWorker(world);
    const cases = await Promise.all(Array.from({ length: 3 }, () => openRealCase(world)));
    const { dsl } = world.people;
    expect(await owners(world, cases)).toContain(dsl.id);
    const team = await aCentralTeam(world);
    const counted = await team.offDutyOf(dsl.id);
    expect(counted).toMatchObject({ handed: 3, unowned: 0 });
    await team.apply(counted);
    expect(await team.is(counted, 'applied')).toMatchObject({ handed: 3, late: 0 });
    const after = await owners(world, cases);
    expect(after).not.toContain(dsl.id);
    expect(after).not.toEqual([]);
    for (const caseId of cases) {
      await until(
        'everybody told',
        () => pendingDeliveries(world, caseId),
        (pending) => pending.length === 0,
      );
    }
    await team.end();
  });
});

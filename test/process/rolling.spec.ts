import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { expectAllWhole, killWorkers, moveBeyondAll } from './harness/drills.ts';
import { startProcessWorld, type ProcessWorld } from './harness/process-world.ts';
import { deploy, retire, rollThrough, wakeAll } from './harness/rolling.ts';
import { openDrill } from './harness/scenario.ts';
import { until } from './harness/until.ts';

const CASES = 100;
/** People act on some of them while versions change; all are woken by each version. */
const ACTED_ON = 12;
const TOLD_TO_THE_END = 2;
const NONE = { NonDeterminismError: 0, WorkflowError: 0 };

let world: ProcessWorld;
beforeAll(async () => {
  world = await startProcessWorld('rolling');
});
afterAll(() => world.end());
afterEach(() => killWorkers(world));

describe('a rolling deploy', () => {
  it(`of three versions over ${CASES} open cases fails no request and no step of a workflow, and tells everything once`, async () => {
    const cases = await Promise.all(Array.from({ length: CASES }, () => openDrill(world)));
    const acted = cases.slice(0, ACTED_ON);
    const { rolls, last } = await rollThrough(world, cases, acted);
    for (const { statuses, failures } of rolls) {
      expect([statuses.length, new Set(statuses), failures]).toEqual([ACTED_ON, new Set([200]), NONE]);
    }
    const some = acted.slice(0, TOLD_TO_THE_END);
    for (const caseId of some) await moveBeyondAll(world, caseId);
    await expectAllWhole(world, some);
    expect(await retire(last)).toEqual(NONE);
  });

  it('is seen in the figures where a version does not know what its cases have done', async () => {
    const some = await Promise.all(Array.from({ length: 2 }, () => openDrill(world)));
    const next = await deploy(world, 'next');
    await wakeAll(world, some);
    await retire(next);
    const stepBack = await deploy(world, 'now');
    await wakeAll(world, some);
    await until(
      'a failure in the figures',
      () => stepBack.taskFailures(),
      ({ NonDeterminismError = 0 }) => NonDeterminismError > 0,
    );
    await retire(stepBack);
  });
});

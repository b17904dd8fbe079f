import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { TemporalStore } from '../../temporal-store.ts';
import { commandLine } from './cli.ts';
import {
  aWorker,
  drills,
  expectAllWhole,
  keepWorkers,
  moveBeyondAll,
  moveTo,
  pause,
  theWorker,
  told,
} from './drills.ts';
import { expectWholeFollowUp } from './expectations.ts';
import { losePokes } from './jobs.ts';
import { startProcessWorld, type ProcessWorld } from './process-world.ts';
import { duty, playedAt } from './rows.ts';
import { HOUR_MS } from './scenario.ts';

/**
 * What must hold wherever Temporal keeps what it has: a few tests that say much, to be run in a file for each store.
 * Answers the world they run in, once there is one.
 */
export function holdsOn(store: TemporalStore): () => ProcessWorld {
  let world: ProcessWorld;
  beforeAll(async () => {
    world = await startProcessWorld(`on-${store}`, store);
  });
  afterAll(() => world.end());
  afterEach((test) => keepWorkers(world, test));

  it('a drill plays weeks in one move, in order, each wake at its own instant', async () => {
    await theWorker(world);
    const [caseId = ''] = await drills(world, 1);
    const { dueAt } = await duty(world, caseId, 'written-follow-up');
    await moveTo(world, caseId, 21 * 24);
    await expectWholeFollowUp(world, caseId, 21);
    const played = await playedAt(world, caseId);
    expect(played).toEqual([...played].sort((a, b) => a - b));
    expect(played).toContain(dueAt);
    expect(played).toContain(dueAt - 12 * HOUR_MS);
  });

  it.each([120])('the worker may be killed, %i ms after the clocks were moved', async (afterMs) => {
    const first = await theWorker(world);
    const cases = await drills(world, 3);
    const moved = Promise.all(cases.map((caseId) => moveBeyondAll(world, caseId)));
    await pause(afterMs);
    await first.kill();
    await moved;
    await aWorker(world);
    await expectAllWhole(world, cases);
  });

  it('what Temporal held can be deleted: after `rebuild` armed timers fire at their instants and nothing comes twice', async () => {
    await theWorker(world);
    const [waiting = '', moved = ''] = await drills(world, 2);
    await moveTo(world, waiting, -2 - 5_000 / HOUR_MS);
    await told(world, waiting, 2);
    await world.killTemporal();
    await moveBeyondAll(world, moved);
    await world.forgetTemporal();
    await losePokes(world);
    await world.startTemporal();
    expect((await commandLine(world, 'rebuild')).out).toMatch(/^\d+ cases? poked\.\n$/);
    const { dueAt } = await duty(world, waiting, 'written-follow-up');
    expect((await told(world, waiting, 3)).at(-1)).toMatchObject({
      because: 'reminder',
      at: dueAt - 2 * HOUR_MS,
    });
    await moveBeyondAll(world, waiting);
    await expectAllWhole(world, [waiting, moved]);
  });

  return () => world;
}

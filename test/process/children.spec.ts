import { establishLayers } from '@trustward/casework';
import { aCase, aLinkedLayer } from '@trustward/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aWorker, keepWorkers, pause, theWorker } from './harness/drills.ts';
import { startProcessWorld, type ProcessWorld } from './harness/process-world.ts';
import { duty, query } from './harness/rows.ts';
import { HOUR_MS, done, moveClock } from './harness/scenario.ts';
import { until } from './harness/until.ts';

const CASES = 5;

let world: ProcessWorld;
beforeAll(async () => {
  world = await startProcessWorld('children');
  await world.database.owner.run({ tenantId: world.trust.id, actor: 'test' }, (tx) =>
    establishLayers(tx, [aLinkedLayer()]),
  );
});
afterAll(() => world.end());
afterEach((test) => keepWorkers(world, test));

const visits = (): Promise<string[]> =>
  Promise.all(
    Array.from({ length: CASES }, async () => {
      const { trust, people, school } = world;
      const opening = { chainId: 'visit', facts: {}, drill: true, awareAt: Date.now() };
      return (await aCase(trust, people.dsl, school, opening)).caseId;
    }),
  );

const childrenOf = (parents: readonly string[], step: string) =>
  query<{ parent: string; id: string }>(
    world,
    `select parent_case_id as parent, child_case_id as id from app.case_link
     where tenant_id = $1 and parent_case_id = any($2::uuid[]) and step = $3 order by parent`,
    parents,
    step,
  );

/** How often each case has heard that one it opened has ended. */
const heard = (parents: readonly string[]) =>
  query<{ parent: string; n: number }>(
    world,
    `select case_id as parent, count(*)::int as n from app.case_event
     where tenant_id = $1 and case_id = any($2::uuid[]) and type = 'childEnded' group by case_id order by case_id`,
    parents,
  );
const onceEach = (parents: readonly string[]) => [...parents].sort().map((parent) => ({ parent, n: 1 }));

/** A worker that is killed so many ms after the work began, and another that finds what it left. */
async function killedAfter(ms: number, work: () => Promise<unknown>): Promise<void> {
  const first = await theWorker(world);
  const working = work();
  await pause(ms);
  await first.kill();
  await working;
  await aWorker(world);
}

describe('a case that another opens', () => {
  it.each([60, 250])(
    'is opened once by time, though the worker was killed %i ms into it',
    async (afterMs) => {
      const parents = await visits();
      await killedAfter(afterMs, () =>
        Promise.all(
          parents.map(async (id) => moveClock(world, id, (await duty(world, id, 'pack')).dueAt + HOUR_MS)),
        ),
      );
      const all = (rows: readonly unknown[]) => rows.length >= CASES;
      const opened = await until('children', () => childrenOf(parents, 'hurry'), all, 60_000);
      expect(opened.map(({ parent }) => parent)).toEqual([...parents].sort());
      const made = await query<{ n: number }>(
        world,
        `select count(*)::int as n from app.case_file where tenant_id = $1 and id = any($2::uuid[]) and chain_id = 'errand'`,
        opened.map(({ id }) => id),
      );
      expect(made).toEqual([{ n: CASES }]);
    },
  );

  it.each([40, 200])(
    'ends, and the one that opened it hears it once, killed %i ms into it',
    async (afterMs) => {
      const { dsl } = world.people;
      const parents = await visits();
      for (const id of parents) await done(world, dsl, id, 'pack', [], 'errand');
      const opened = await childrenOf(parents, 'pack');
      expect(opened).toHaveLength(CASES);
      await killedAfter(afterMs, () => Promise.all(opened.map(({ id }) => done(world, dsl, id, 'run', []))));
      await until(
        'news of the end',
        () => heard(parents),
        (rows) => rows.length === CASES,
        60_000,
      );
      expect(await heard(parents)).toEqual(onceEach(parents));
      for (const id of parents) expect(await duty(world, id, 'unpack')).toMatchObject({ state: 'open' });
    },
  );
});

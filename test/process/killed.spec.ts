import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  FOLLOW_UP,
  aWorker,
  drills,
  expectAllWhole,
  keepWorkers,
  killWorkers,
  moveBeyondAll,
  moveTo,
  pause,
  theWorker,
} from './harness/drills.ts';
import { aCentralTeam, anHourLater, casesOf, owners, whileHeld } from './harness/changes.ts';
import { addStrandedAnswer, isLeft } from './harness/jobs.ts';
import { startProcessWorld, type ProcessWorld } from './harness/process-world.ts';
import { duty, notices, pendingDeliveries, query } from './harness/rows.ts';
import { HOUR_MS, openRealCase } from './harness/scenario.ts';
import { until } from './harness/until.ts';

let world: ProcessWorld;
beforeAll(async () => {
  world = await startProcessWorld('killed');
});
afterAll(() => world.end());
afterEach((test) => keepWorkers(world, test));

describe('of changes that are all counted at once', () => {
  it('three have a connection at a time, and a case that is opened meanwhile is told all the same', async () => {
    await theWorker(world);
    const team = await aCentralTeam(world);
    const waiting = async () => {
      const sql = `select count(*)::int as n from pg_locks where relation = 'app.change_case'::regclass and not granted`;
      return (await world.database.ownerPlatform.query<{ n: number }>(sql))[0]?.n ?? 0;
    };
    const counted = await world.database.owner.run(
      { tenantId: world.trust.id, actor: 'test' },
      async (tx) => {
        await tx.query('lock table app.change_case in share row exclusive mode');
        const drafted = Promise.all(Object.values(world.people).map(({ id }) => team.absenceOf(id)));
        await until('three that wait', waiting, (n) => n >= 3);
        const caseId = await openRealCase(world);
        await until(
          'everybody told',
          () => pendingDeliveries(world, caseId),
          (pending) => pending.length === 0,
        );
        expect(await waiting()).toBe(3);
        return () => drafted;
      },
    );
    expect((await counted()).map(({ state }) => state)).toEqual(Array(5).fill('counted'));
    await team.end();
  });
});

describe('whatever is killed, nothing is lost and nothing comes twice', () => {
  it('one worker of two: the other takes over what it held', async () => {
    const first = await aWorker(world);
    const cases = await drills(world);
    const second = await aWorker(world);
    const moved = Promise.all(cases.map((caseId) => moveBeyondAll(world, caseId)));
    await pause(60);
    await first.kill();
    await moved;
    await expectAllWhole(world, cases);
    expect(second.isRunning()).toBe(true);
  });

  it('a worker half-way through a change, and as another was to begin: the next goes on from there, and no case is left with who is away', async () => {
    const first = await theWorker(world);
    const cases = await Promise.all(Array.from({ length: 4 }, () => openRealCase(world)));
    const team = await aCentralTeam(world);
    const counted = await team.absenceOf(world.people.dsl.id);
    expect(counted.total).toBeGreaterThanOrEqual(4);
    const planned = await team.absenceOf(world.people.head.id, Date.now() + HOUR_MS);
    await team.apply(planned);
    await team.is(planned, 'waiting');
    const [, , third] = await casesOf(world, counted);
    await whileHeld(world, third?.caseId ?? '', async () => {
      await team.apply(counted);
      await until(
        'two cases',
        async () => (await team.is(counted, 'applying')).done,
        (done) => done === 2,
      );
      await first.kill();
    });
    await anHourLater(world, planned);
    await aWorker(world);
    expect(await team.is(counted, 'applied')).toMatchObject({ handed: counted.handed, late: 0 });
    await team.is(planned, 'applied');
    // Those that had taken the first before the second began have two, the others go past both at once.
    for (const { applied, events } of await casesOf(world, counted)) {
      expect([applied, [1, 2].includes(events)]).toEqual([true, true]);
    }
    const away = [world.people.dsl.id, world.people.head.id];
    expect((await owners(world, cases)).filter((owner) => away.includes(owner))).toEqual([]);
    for (const caseId of cases) {
      await until(
        'everybody told',
        () => pendingDeliveries(world, caseId),
        (pending) => pending.length === 0,
      );
    }
    await team.end();
    // The tests that follow have them back.
    await query(world, 'update app.absence set until_at = now() where tenant_id = $1');
  });

  it.each([40])('Temporal, %i ms after the clocks were moved', async (afterMs) => {
    const worker = await theWorker(world);
    const cases = await drills(world);
    const moved = Promise.all(cases.map((caseId) => moveBeyondAll(world, caseId)));
    await pause(afterMs);
    await world.killTemporal();
    await moved;
    await pause(2_500);
    await world.startTemporal();
    await expectAllWhole(world, cases);
    expect(worker.isRunning()).toBe(true);
  });

  it('Temporal, while the timer of a reminder is armed', async () => {
    await theWorker(world);
    const [caseId = ''] = await drills(world, 1);
    const { dueAt } = await duty(world, caseId, FOLLOW_UP);
    const untilReminder = 4_000 / HOUR_MS;
    await moveTo(world, caseId, -2 - untilReminder);
    await until(
      'first reminder',
      () => notices(world, caseId, FOLLOW_UP),
      (rows) => rows.length === 2,
    );
    await world.killTemporal();
    await world.startTemporal();
    const seen = await until(
      'second',
      () => notices(world, caseId, FOLLOW_UP),
      (rows) => rows.length > 2,
      20_000,
    );
    expect(seen.at(-1)).toMatchObject({ because: 'reminder', at: dueAt - 2 * HOUR_MS });
    await moveBeyondAll(world, caseId);
    await expectAllWhole(world, [caseId]);
  });

  it.each([40])('PostgreSQL, %i ms after the clocks were moved', async (afterMs) => {
    const worker = await theWorker(world);
    const cases = await drills(world);
    await Promise.all(cases.map((caseId) => moveBeyondAll(world, caseId)));
    await pause(afterMs);
    await world.killPostgres();
    await pause(2_000);
    await world.startPostgres();
    await expectAllWhole(world, cases);
    expect(worker.isRunning()).toBe(true);
  });
});

describe('what a carrier said', () => {
  it('3.13 is taken up by the next worker where one was killed with it, and by another that lives after a while', async () => {
    const alone = await addStrandedAnswer(world, 1);
    await aWorker(world);
    const gone = (messageId: string) =>
      until(
        'taken up',
        () => isLeft(world, messageId),
        (left) => !left,
      );
    await gone(alone);
    await gone(await addStrandedAnswer(world, 16));
  });
});

describe('the worker as a process', () => {
  it('starts without either server, waits, and works when they come', async () => {
    await killWorkers(world);
    await world.killTemporal();
    await world.killPostgres();
    const worker = world.worker();
    await until(
      'first line',
      () => worker.lines(),
      (lines) => lines.length > 0,
    );
    await pause(1_000);
    expect(worker.isRunning()).toBe(true);
    await world.startPostgres();
    await world.startTemporal();
    await Promise.all([worker.isUp('queues'), worker.isUp('relay')]);
    const cases = await drills(world, 1);
    await Promise.all(cases.map((caseId) => moveBeyondAll(world, caseId)));
    await expectAllWhole(world, cases);
  });

  it('works on though PostgreSQL went while its relay said which kinds of jobs it takes', async () => {
    await killWorkers(world);
    const { ownerPlatform, workerPlatform } = world.database;
    const naming = `from pg_locks where relation = 'graphile_worker._private_tasks'::regclass and not granted`;
    const worker = await ownerPlatform.run(async (tx) => {
      await tx.query('lock table graphile_worker._private_tasks in share mode');
      const begun = world.worker();
      await until(
        'a relay that waits',
        () => workerPlatform.query(`select pid ${naming}`),
        (rows) => rows.length > 0,
      );
      await workerPlatform.query(`select pg_terminate_backend(pid) ${naming}`);
      return begun;
    });
    const caseId = await openRealCase(world);
    await until(
      'everybody told',
      () => pendingDeliveries(world, caseId),
      (pending) => pending.length === 0,
      60_000,
    );
    expect(worker.isRunning()).toBe(true);
  });

  it.each(['with both servers there', 'without Temporal', 'without PostgreSQL'])(
    'ends on SIGTERM within 5 s, %s',
    async (how) => {
      const worker = await theWorker(world);
      await openRealCase(world);
      if (how === 'without Temporal') await world.killTemporal();
      if (how === 'without PostgreSQL') await world.killPostgres();
      const { tookMs, code } = await worker.stop();
      if (how === 'without Temporal') await world.startTemporal();
      if (how === 'without PostgreSQL') await world.startPostgres();
      expect(code).toBe(0);
      expect(tookMs).toBeLessThan(5_000);
    },
  );
});

import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { caseWorkflowId, deliveryWorkflowId } from '@trustward/contracts/temporal';
import { Timekeeper, openClient, type TemporalClient } from '@trustward/temporal';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { backUp, restore } from './harness/backup.ts';
import { commandLine } from './harness/cli.ts';
import { aWorker, keepWorkers, killWorkers, theWorker } from './harness/drills.ts';
import { losePokes } from './harness/jobs.ts';
import { startMailServer } from './harness/mail-server.ts';
import { startProcessWorld, type ProcessWorld } from './harness/process-world.ts';
import { query } from './harness/rows.ts';
import { openDrill, openRealCase, ringSocialCare } from './harness/scenario.ts';
import { inTerm } from './harness/terms.ts';
import { until } from './harness/until.ts';

let world: ProcessWorld;
let temporal: TemporalClient;
beforeAll(async () => {
  world = await startProcessWorld('restored');
  temporal = openClient({ address: world.temporalAddress, namespace: 'trustward' });
});
afterAll(async () => {
  await temporal.close();
  await world.end();
});
afterEach((test) => keepWorkers(world, test));

const SLOW_MS = 4_000;

interface Found {
  readonly missing: readonly { caseId: string }[];
  readonly behind: readonly { caseId: string }[];
  readonly surplus: readonly { caseId: string }[];
  readonly untold: readonly { caseId: string }[];
  readonly mayRepeat: number;
}
async function reconcile(): Promise<{ readonly code: number } & Found> {
  const { code, out } = await commandLine(world, 'reconcile', '--json');
  return { code, ...(JSON.parse(out) as Found) };
}
const ids = (found: readonly { caseId: string }[]) => found.map(({ caseId }) => caseId);
const NOTHING = { code: 0, missing: [], behind: [], surplus: [], untold: [], mayRepeat: 0 };

const workflowOf = (caseId: string) =>
  new Timekeeper(temporal.client).look({ tenantId: world.trust.id, caseId });
async function wakeOf(caseId: string): Promise<number> {
  const sql = 'select app.ms(next_wake) as at from app.case_file where tenant_id = $1 and id = $2';
  const [row] = await query<{ at: number | null }>(world, sql, caseId);
  return row?.at ?? expect.fail('The case does not mean to wake.');
}

/** Its workflow sleeps until the instant that PostgreSQL says, and nothing is left to tell. */
async function calm(caseId: string): Promise<string> {
  await until(
    'the workflow of a case, asleep',
    async () => (await workflowOf(caseId))?.wakeAt === (await wakeOf(caseId)),
    (agrees) => agrees,
  );
  await until(
    'nothing more to tell',
    () => query(world, `select from app.delivery where tenant_id = $1 and state = 'pending'`),
    (rows) => rows.length === 0,
  );
  return caseId;
}
const pokesLeft = () =>
  world.database.workerPlatform.query(`select from graphile_worker.jobs where task_identifier = 'poke'`);
const aCalmDrill = async () => calm(await openDrill(world));

describe('PostgreSQL and Temporal', () => {
  it('are found to agree where they do', async () => {
    await theWorker(world);
    await aCalmDrill();
    expect(await reconcile()).toMatchObject(NOTHING);
  });

  it('agree again after PostgreSQL was restored to before: it wins, and what it does not know is ended', async () => {
    await theWorker(world);
    const known = await aCalmDrill();
    await backUp(world, 'postgres');
    await ringSocialCare(world, known);
    await calm(known);
    const unknown = await aCalmDrill();
    await killWorkers(world);
    await restore(world, 'postgres');
    await aWorker(world);
    const found = await reconcile();
    expect(found.code).toBe(1);
    expect([ids(found.missing), ids(found.behind), ids(found.surplus)]).toEqual([[], [known], [unknown]]);
    expect(found.mayRepeat).toBeGreaterThan(0);
    await calm(known);
    expect(await workflowOf(unknown)).toBeNull();
    expect(await reconcile()).toMatchObject({ ...NOTHING, mayRepeat: found.mayRepeat });
  });

  it('agree again after Temporal was restored to before: what it forgot is driven again', async () => {
    await theWorker(world);
    const before = await aCalmDrill();
    await backUp(world, 'temporal');
    const since = await aCalmDrill();
    await killWorkers(world);
    await restore(world, 'temporal');
    await aWorker(world);
    const found = await reconcile();
    expect([found.code, ids(found.missing), ids(found.behind)]).toEqual([1, [since], []]);
    await Promise.all([before, since].map(calm));
  });

  it('agree again about what was on its way by e-mail when Temporal lost it: it leaves at once', async () => {
    const mail = await startMailServer();
    mail.treatAll(450);
    await killWorkers(world);
    await aWorker(world, { TRUSTWARD_SMTP_URL: mail.url });
    const caseId = await openRealCase(world);
    const sending = `select id from app.delivery where tenant_id = $1 and case_id = $2 and state = 'sending'`;
    const [delivery] = await until(
      'an e-mail on its way',
      () => query<{ id: string }>(world, sending, caseId),
      (rows) => rows.length > 0,
    );
    await calm(caseId);
    const input = { tenantId: world.trust.id, deliveryId: delivery?.id ?? '' };
    await temporal.client.workflow.getHandle(deliveryWorkflowId(input)).terminate();
    const found = await reconcile();
    expect([found.code, ids(found.untold)]).toEqual([1, [caseId]]);
    // Not before: an attempt that was under way would have succeeded.
    mail.treatAllWell();
    await until(
      'the e-mail',
      () => mail.letters.length,
      (count) => count > 0,
    );
    await killWorkers(world);
    await mail.end();
  });

  it('are compared every night, by whichever worker is there, with an alarm for what differs', async () => {
    const worker = await theWorker(world);
    const caseId = await aCalmDrill();
    const { workflow, schedule } = temporal.client;
    await workflow.getHandle(caseWorkflowId({ tenantId: world.trust.id, caseId })).terminate();
    const nightly = schedule.getHandle('nightly-reconcile');
    expect((await nightly.describe()).spec).toMatchObject({ timezone: 'Europe/London' });
    await nightly.trigger();
    await calm(caseId);
    const alarms = worker.lines().filter(({ message }) => message === 'Temporal and PostgreSQL differed');
    expect(alarms).toMatchObject([{ level: 'error', caseId, difference: 'missing' }]);
  });

  it('are compared though Temporal, restored on a busy machine, takes its time to answer', async () => {
    const port = Number(world.temporalAddress.split(':')[1]);
    const slow = createServer((near) => {
      near.on('error', () => undefined);
      setTimeout(
        () => near.pipe(connect(port, '127.0.0.1').on('error', () => near.destroy())).pipe(near),
        SLOW_MS,
      );
    });
    await new Promise<void>((up) => slow.listen(0, '127.0.0.1', up));
    const { port: at } = slow.address() as AddressInfo;
    const environment = { ...world.environment, TRUSTWARD_TEMPORAL_ADDRESS: `127.0.0.1:${at}` };
    const { code, talk } = await commandLine({ ...world, environment }, 'reconcile');
    slow.close();
    expect([0, 1], talk).toContain(code);
  });

  it('are said not to be comparable where Temporal does not answer', async () => {
    await world.killTemporal();
    const { code, talk } = await commandLine(world, 'reconcile');
    await world.startTemporal();
    expect(code).toBe(3);
    expect(talk).toMatch(
      /^Temporal does not answer at \S+: start it, or check TRUSTWARD_TEMPORAL_ADDRESS\.\n$/,
    );
  });
});

describe('a rebuild of what Temporal lost', () => {
  const lengthOf = async (caseId: string): Promise<number> =>
    (
      await temporal.client.workflow
        .getHandle(caseWorkflowId({ tenantId: world.trust.id, caseId }))
        .fetchHistory()
    ).events?.length ?? 0;

  it('lets a case rest that only waits for its time, until an act wakes it, and wakes the others', async () => {
    await theWorker(world);
    const [waiting, acted] = [await aCalmDrill(), await aCalmDrill()];
    await killWorkers(world);
    const untold = await openDrill(world);
    await world.forgetTemporal();
    await losePokes(world);
    await world.startTemporal();
    expect((await commandLine(world, 'rebuild')).code).toBe(0);
    await aWorker(world);
    await Promise.all([waiting, acted, untold].map(calm));
    // Nothing but its start: no worker was asked anything.
    expect([await lengthOf(waiting), await lengthOf(acted)]).toEqual([1, 1]);
    expect(await lengthOf(untold)).toBeGreaterThan(1);
    // Asked once more, as where Temporal started it and its answer was lost.
    expect((await commandLine(world, 'rebuild')).code).toBe(0);
    await until('the pokes carried', pokesLeft, ({ length }) => length === 0);
    expect([await lengthOf(waiting), await lengthOf(acted)]).toEqual([1, 1]);
    expect(await reconcile()).toMatchObject(NOTHING);
    const before = await wakeOf(acted);
    await ringSocialCare(world, acted);
    expect(await wakeOf(acted)).not.toBe(before);
    await calm(acted);
  });

  it('wakes a case that runs, as it cannot be laid to rest', async () => {
    await theWorker(world);
    const running = await aCalmDrill();
    const before = await lengthOf(running);
    expect((await commandLine(world, 'rebuild')).code).toBe(0);
    await until(
      'another wake',
      () => lengthOf(running),
      (length) => length > before,
    );
    await calm(running);
  });
});

const SCHEDULE = 'daily-routines';
const CHECKS = `select id from app.case_file where tenant_id = $1 and chain_id = 'check-of-contacts'`;
const checks = () => query<{ id: string }>(world, CHECKS);

async function schedules(): Promise<string[]> {
  const ids: string[] = [];
  for await (const { scheduleId } of temporal.client.schedule.list()) ids.push(scheduleId);
  return ids.sort();
}

/** Has it run now, and waits until it has. */
async function run(): Promise<void> {
  const schedule = temporal.client.schedule.getHandle(SCHEDULE);
  const actions = async () => (await schedule.describe()).info.recentActions;
  const before = (await actions()).length;
  await schedule.trigger();
  const taken = await until('the run', actions, ({ length }) => length > before);
  const { workflow } = taken.at(-1)?.action ?? expect.fail('Nothing was run.');
  await temporal.client.workflow.getHandle(workflow.workflowId, workflow.firstExecutionRunId).result();
}

describe('what comes with the calendar', () => {
  it('001.07 opens once at a school in term, by one schedule however many workers make it, and then runs as every case', async () => {
    await inTerm(world);
    await theWorker(world);
    await killWorkers(world);
    await aWorker(world);
    await until('the schedules', schedules, (ids) => ids.includes(SCHEDULE));
    expect(await schedules()).toEqual([SCHEDULE, 'nightly-reconcile']);
    await run();
    const [check] = await checks();
    const caseId = check?.id ?? expect.fail('Nothing was opened.');
    const workflow = temporal.client.workflow.getHandle(caseWorkflowId({ tenantId: world.trust.id, caseId }));
    await until(
      'its workflow',
      () => workflow.describe().catch(() => null),
      (it) => it?.status.name === 'RUNNING',
    );
    const told = `select person_id from app.notice where tenant_id = $1 and case_id = $2 and person_id = $3`;
    await until(
      'the owner told',
      () => query(world, told, caseId, world.people.dsl.id),
      (rows) => rows.length === 1,
    );
    await run();
    expect(await checks()).toEqual([check]);
  });
});

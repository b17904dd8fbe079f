import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ApiProcess } from './harness/api-process.ts';
import { signIn, type Answer } from './harness/browser.ts';
import { FOLLOW_UP, aWorker, expectAllWhole, killWorkers } from './harness/drills.ts';
import { waitingPokes } from './harness/jobs.ts';
import { startProcessWorld, type ProcessWorld } from './harness/process-world.ts';
import { notices, query } from './harness/rows.ts';
import { openRealCase } from './harness/scenario.ts';
import { traceOf, type Trace } from './harness/traces.ts';
import { until } from './harness/until.ts';
import { anOverdueDrill, doing, report, taken, type Write } from './harness/writes.ts';

const OF_EACH_KIND = 18;
/** More than the API has connections to PostgreSQL, so that some wait for one when it is killed. */
const AT_ONCE = 12;
const KILLED_AFTER_ANSWERS = 10;

let world: ProcessWorld;
beforeAll(async () => {
  world = await startProcessWorld('api-killed');
});
afterAll(() => world.end());
afterEach(() => killWorkers(world));

describe('the API, killed', () => {
  it('between its answer and the relay: a worker that comes later does everything, once', async () => {
    const api = await world.api();
    const dsl = await signIn(api, world.people.dsl);
    const cases = [await anOverdueDrill(world, dsl), await anOverdueDrill(world, dsl)];
    await api.kill();
    expect(await waitingPokes(world)).toBe(cases.length);
    for (const caseId of cases) expect(await notices(world, caseId, FOLLOW_UP)).toEqual([]);
    await aWorker(world);
    await expectAllWhole(world, cases);
  });

  it('amid many writes: what it acknowledged stands, the rest wholly or not at all, and each can be sent again', async () => {
    const reports = Array.from({ length: OF_EACH_KIND }, () => report(world));
    const decisions = await Promise.all(reports.map(async () => decision(await openRealCase(world))));
    const writes = reports.flatMap((one, n) => [one, decisions[n] ?? one]);
    const wholes = await undisturbed();
    const before = await tracesOf(writes);
    const answers = await killedAmid(writes);
    const after = await tracesOf(writes);
    expect(answers.filter((answer) => answer !== null).length).toBeGreaterThanOrEqual(KILLED_AFTER_ANSWERS);
    expect(answers).toContain(null);
    for (const [n, write] of writes.entries()) {
      const whole = wholes[kindOf(write)];
      const possible = answers[n] === null ? [whole, before[n]] : [whole];
      expect(possible).toContainEqual(after[n]);
    }
    await sentAgain(writes, answers);
    expect(await tracesOf(writes)).toEqual(writes.map((write) => wholes[kindOf(write)]));
    await aWorker(world);
    await toldOnce(writes);
  });
});

type Kind = 'report' | 'decision';
const kindOf = ({ caseId }: Write): Kind => (caseId === null ? 'report' : 'decision');
const decision = (caseId: string): Promise<Write> => doing(world, caseId, 'decide');
const tracesOf = (writes: readonly Write[]) => Promise.all(writes.map((write) => traceOf(world, write)));

/** What each kind of write leaves when nothing is killed. */
async function undisturbed(): Promise<Record<Kind, Trace | null>> {
  const api = await world.api();
  const dsl = await signIn(api, world.people.dsl);
  const one = report(world);
  const other = await decision(await openRealCase(world));
  await taken(dsl, one);
  await taken(dsl, other);
  await api.stop();
  return { report: await traceOf(world, one), decision: await traceOf(world, other) };
}

/** After some answers, while others are on their way, the process is killed; nothing is answered from then on. */
async function killedAmid(writes: readonly Write[]): Promise<readonly (Answer | null)[]> {
  const api: ApiProcess = await world.api();
  const dsl = await signIn(api, world.people.dsl);
  const answers: (Answer | null)[] = writes.map(() => null);
  const waiting = [...writes.entries()];
  let answered = 0;
  const sendOneByOne = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [n, { path, body }] = next;
      // Refused by nobody: the process that would have answered is gone.
      const answer = await dsl.post(path, body).catch(() => null);
      answers[n] = answer;
      if (answer !== null && (answered += 1) === KILLED_AFTER_ANSWERS) await api.kill();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sendOneByOne));
  return answers;
}

/** As a portal does after a lost connection; who was answered before gets the same answer. */
async function sentAgain(writes: readonly Write[], first: readonly (Answer | null)[]): Promise<void> {
  const api = await world.api();
  const dsl = await signIn(api, world.people.dsl);
  for (const [n, write] of writes.entries()) {
    const { status, body } = await dsl.post(write.path, write.body);
    expect([write.path, status]).toEqual([write.path, write.caseId === null ? 201 : 200]);
    const before = first[n];
    if (!before) continue;
    expect(before.status).toBe(status);
    expect(body).toEqual(write.caseId === null ? before.body : { ...before.body, repeated: true });
  }
}

async function toldOnce(writes: readonly Write[]): Promise<void> {
  const pending = () => query(world, `select 1 from app.delivery where tenant_id = $1 and state = 'pending'`);
  await until('deliveries', pending, (rows) => rows.length === 0, 60_000);
  const told = await query<{ kind: Kind; steps: string[] }>(
    world,
    `select case when c.opening_event = any($2::uuid[]) then 'report' else 'decision' end as kind,
       array(select n.step from app.notice n where n.tenant_id = c.tenant_id and n.case_id = c.id order by 1) as steps
     from app.case_file c where c.tenant_id = $1 and (c.opening_event = any($2::uuid[]) or c.id = any($3::uuid[]))`,
    writes.map(({ body }) => body.eventId),
    writes.flatMap(({ caseId }) => caseId ?? []),
  );
  expect(told).toHaveLength(writes.length);
  for (const { kind, steps } of told) {
    expect(steps).toEqual(kind === 'report' ? ['decide'] : ['decide', 'verbal-referral']);
  }
}

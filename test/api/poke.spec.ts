import { randomUUID } from 'node:crypto';
import { unfinished } from '@trustward/casework';
import { aCase, aStaffedSchool, aTrust, testDatabase } from '@trustward/testing';
import type { StaffedSchool, TestDatabase } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let database: TestDatabase;
let staffed: StaffedSchool;
let caseId: string;
beforeAll(async () => {
  database = await testDatabase();
  staffed = await aStaffedSchool(database);
  ({ caseId } = await aCase(staffed.trust, staffed.people.teacher, staffed.school));
});
afterAll(() => database.close());

// As the queue takes a job: in a transaction that ends once its word is on the disk.
const TAKE = `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'relay', attempts = attempts + 1
  where key like '%' || $1`;
const WAITING = `select count(*)::integer as count from graphile_worker.jobs
  where key like '%' || $1 and locked_at is null`;

describe.each([
  ['a poke', () => `app.poke('${caseId}')`, () => caseId],
  ['mail to a central team', () => 'app.mail_trust_notices()', () => staffed.trust.id],
])('%s', (_what, asked, key) => {
  it('that comes while a relay takes the one before waits for the next, and is not lost with it', async () => {
    const as = { tenantId: staffed.trust.id, actor: 'worker' };
    const ask = () => database.worker.run(as, (tx) => tx.query(`select ${asked()}`));
    await ask();
    let again: Promise<unknown> = Promise.resolve();
    await database.ownerPlatform.run(async (tx) => {
      await tx.query(TAKE, [key()]);
      again = ask();
      await new Promise((resolve) => setTimeout(resolve, 500));
    });
    await again;
    expect(await database.ownerPlatform.query(WAITING, [key()])).toEqual([{ count: 1 }]);
  });
});

const POKES = 'select count(app.poke(gen_random_uuid(), urgent => $2)) from generate_series(1, $1)';
const POKE_MANY = 'select app.poke_many(array(select gen_random_uuid() from generate_series(1, $1)))';
// As the queue takes jobs.
const TAKEN = `with next as (select id from graphile_worker._private_jobs where is_available order by priority, run_at limit $1),
    taken as (delete from graphile_worker._private_jobs j using next where j.id = next.id returning j.*)
  select payload ->> 'lane' as lane from taken order by priority, run_at`;

describe('3.5 trusts whose pokes wait', () => {
  const poke = (tenantId: string, count: number, { withMany = false, urgent = false } = {}) =>
    database.worker.run({ tenantId, actor: 'worker' }, (tx) =>
      withMany ? tx.query(POKE_MANY, [count]) : tx.query(POKES, [count, urgent]),
    );
  const taken = async (count: number) =>
    (await database.ownerPlatform.query<{ lane: string }>(TAKEN, [count])).map(({ lane }) => lane);

  it('take turns, whoever brings hundreds and whenever the others come; the urgent waits for none of its own trust’s', async () => {
    await database.ownerPlatform.query('delete from graphile_worker._private_jobs');
    const aTrustsId = async () => (await aTrust(database)).id;
    const [noisy, quiet] = [await aTrustsId(), await aTrustsId()];
    const [late, rebuilt] = [await aTrustsId(), await aTrustsId()];
    await poke(rebuilt, 2, { withMany: true });
    await poke(noisy, 300);
    await poke(quiet, 2);
    await poke(noisy, 1, { urgent: true });
    expect(await taken(5)).toEqual([noisy, quiet, `${noisy}/urgent`, noisy, quiet]);
    await taken(100);
    await poke(late, 2);
    expect(await taken(4)).toEqual([noisy, late, noisy, late]);
    expect((await taken(300)).slice(-3)).toEqual([noisy, rebuilt, rebuilt]);
  });

  it('that was parked waits for no turn, and is taken up by the next poke of its case', async () => {
    await database.ownerPlatform.query('delete from graphile_worker._private_jobs');
    const { id: tenantId } = await aTrust(database);
    const [parked, other] = [randomUUID(), randomUUID()];
    await database.ownerPlatform.query(
      `select graphile_worker.add_job('poke-parked', json_build_object('tenantId', $1::text, 'caseId', $2::text),
         job_key => 'case/' || $1 || '/' || $2)`,
      [tenantId, parked],
    );
    await database.worker.run({ tenantId, actor: 'worker' }, async (tx) => {
      await tx.query('select app.poke($1)', [other]);
      await tx.query('select app.poke_many($1)', [[parked]]);
    });
    const jobs = await database.ownerPlatform.query(
      `select task_identifier as task, key, priority from graphile_worker.jobs order by id`,
    );
    expect(jobs).toEqual(
      [parked, other].map((id) => ({ task: 'poke', key: `case/${tenantId}/${id}`, priority: 0 })),
    );
  });

  it('each have one job of a case and keep its place; what comes at once with others stands in their order', async () => {
    await database.ownerPlatform.query('delete from graphile_worker._private_jobs');
    const { id: tenantId } = await aTrust(database);
    const [acted, waits, comes] = [randomUUID(), randomUUID(), randomUUID()];
    await database.worker.run({ tenantId, actor: 'worker' }, async (tx) => {
      await tx.query('select app.poke($1)', [acted]);
      await tx.query('select app.poke_many($1)', [[waits, waits]]);
      await tx.query('select app.poke_many($1)', [[comes, acted, waits]]);
      await tx.query('select app.poke_many($1)', [[]]);
    });
    const jobs = await database.ownerPlatform.query(
      `select payload ->> 'caseId' as id, priority from graphile_worker._private_jobs order by priority`,
    );
    expect(jobs).toEqual([
      { id: acted, priority: 0 },
      { id: waits, priority: 16_384 },
      { id: comes, priority: 16_385 },
    ]);
  });
});

describe('what is unfinished', () => {
  it('is told of jobs of every kind but those whose instant has not come, and of changes that are half applied', async () => {
    const { trust, school, people } = staffed;
    await database.ownerPlatform.query('delete from graphile_worker._private_jobs');
    const add = (task: string, runAt: string) =>
      database.ownerPlatform.query(`select graphile_worker.add_job($1, run_at => now() + $2::interval)`, [
        task,
        runAt,
      ]);
    for (const task of ['poke', 'change', 'answer', 'tryCarrier', 'trustMail']) await add(task, '-1 minute');
    await add('change', '1 day');
    await database.owner.run({ tenantId: trust.id, actor: 'test' }, (tx) =>
      tx.query(
        `insert into app.change (tenant_id, id, kind, school_id, value, was, made_by, state, applied_by, applied_at)
         values ($1, gen_random_uuid(), 'calendar', $2, '{}', '{"number": 0}', $3, 'applying', $3, now() - interval '1 hour')`,
        [trust.id, school.id, people.lead.id],
      ),
    );
    const found = await unfinished(database.workerPlatform);
    const of = (what: string) =>
      found.flatMap((one) => (one.what === what ? [[one.what, one.state, one.count]] : []));
    expect([...of('job'), ...of('change')]).toEqual([
      ['job', 'waiting', 5],
      ['change', 'applying', 1],
    ]);
    expect(found.find(({ what }) => what === 'change')?.seconds).toBeGreaterThanOrEqual(3_600);
    expect(found.find(({ what }) => what === 'job')?.seconds).toBeLessThan(3_600);
  });
});

// As the queue shows them: what stands behind a job of the same queue is not taken while that one is held.
const MAY_BE_TAKEN = `select j.payload ->> 'tenantId' as id from graphile_worker._private_jobs j
  left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
  where j.key like 'tryCarrier/%' and j.locked_at is null and q.locked_at is null order by j.id`;
const HELD = `with job as (update graphile_worker._private_jobs set locked_at = now(), locked_by = 'relay'
    where key = 'tryCarrier/' || $1 returning job_queue_id)
  update graphile_worker._private_job_queues q set locked_at = now(), locked_by = 'relay'
    from job where q.id = job.job_queue_id`;

describe('a trial of a trust’s own key', () => {
  it('that a relay has in hand holds up no other trust’s', async () => {
    const trusts = [staffed.trust.id, (await aTrust(database)).id];
    for (const tenantId of trusts) {
      await database.worker.run({ tenantId, actor: 'worker' }, (tx) => tx.query('select app.try_carrier()'));
    }
    const free = async () =>
      (await database.ownerPlatform.query<{ id: string }>(MAY_BE_TAKEN)).map(({ id }) => id);
    expect(await free()).toEqual(trusts);
    await database.ownerPlatform.query(HELD, [trusts[0]]);
    expect(await free()).toEqual([trusts[1]]);
  });
});

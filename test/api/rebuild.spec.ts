import { execFile } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { drive } from '@trustward/casework';
import { compiledIn } from '@trustward/infra/compiled';
import { programIn } from '@trustward/infra/programs';
import { aCase, aPerson, aStaffedSchool, testDatabase } from '@trustward/testing';
import type { StaffedSchool, TestDatabase } from '@trustward/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = programIn(root, 'cli');
let database: TestDatabase;
/** Two trusts in the order in which their cases are poked, with three cases each. */
let trusts: readonly StaffedSchool[];
let cases: readonly string[];

beforeAll(async () => {
  database = await testDatabase();
  const both = [await aStaffedSchool(database), await aStaffedSchool(database)];
  trusts = both.sort((one, other) => (one.trust.id < other.trust.id ? -1 : 1));
  const opened: string[] = [];
  for (const { trust, people, school } of trusts) {
    for (let n = 0; n < 3; n += 1) opened.push((await aCase(trust, people.teacher, school)).caseId);
  }
  cases = opened;
});
afterAll(() => database.close());
beforeEach(() => database.ownerPlatform.query('delete from graphile_worker._private_jobs'));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly talk: string;
}

function rebuild(args: string, started: (child: ChildProcess) => void = () => undefined): Promise<Ended> {
  const env = {
    ...compiledIn(root),
    TRUSTWARD_DATABASE_URL: database.ownerUrl,
    TRUSTWARD_KEY_FILE: database.keyFile,
  };
  return new Promise((resolve) => {
    const typed = [MAIN, 'rebuild', ...args.split(' ').filter((word) => word !== '')];
    const child = execFile(process.execPath, typed, { env }, (error, out, talk) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, talk });
    });
    started(child);
  });
}

const poked = async (): Promise<readonly string[]> =>
  (
    await database.ownerPlatform.query<{ id: string }>(
      `select payload ->> 'caseId' as id from graphile_worker._private_jobs order by 1`,
    )
  ).map(({ id }) => id);
/** How many of the cases that are poked need not be woken, where nothing waits in them. */
const mayRest = async (): Promise<number | undefined> =>
  (
    await database.ownerPlatform.query<{ count: number }>(
      `select count(*)::integer as count from graphile_worker._private_jobs where payload ->> 'mayRest' = 'true'`,
    )
  )[0]?.count;
const of = (which: number) => trusts[which] ?? expect.fail('There is no such trust.');

describe('a rebuild', () => {
  it('pokes every open case of every trust, says how far it is, and what it did', async () => {
    expect(await rebuild('')).toEqual({
      code: 0,
      out: '6 cases poked.\n',
      talk: expect.stringMatching(
        /^3 of 6 cases poked\n(6 of 6 cases poked\n)?$|^6 of 6 cases poked\n$/,
      ) as string,
    });
    expect(await poked()).toEqual([...cases].sort());
    expect(await mayRest()).toBe(6);
    await act(of(0), cases[2] ?? '');
    expect(await mayRest()).toBe(5);
  });

  it('pokes those of one trust, or one case, where it is told so', async () => {
    expect((await rebuild(`--trust ${of(1).trust.slug} --json`)).out).toBe('{"poked":3,"before":0}\n');
    expect(await poked()).toEqual(cases.slice(3).sort());
    await database.ownerPlatform.query('delete from graphile_worker._private_jobs');
    expect((await rebuild(`--case ${cases[4] ?? ''}`)).out).toBe('1 case poked.\n');
    expect([await poked(), await mayRest()]).toEqual([[cases[4]], 0]);
  });

  it('pokes a change that is under way, too: its workflow may be lost with the others', async () => {
    const { trust, school, people } = of(0);
    const changeId = randomUUID();
    const sql = `insert into app.change (tenant_id, id, kind, school_id, value, was, made_by)
      values ($1, $2, 'calendar', $3, '{}', '{"number": 0}', $4)`;
    await database.owner.run({ tenantId: trust.id, actor: 'test' }, (tx) =>
      tx.query(sql, [trust.id, changeId, school.id, people.lead.id]),
    );
    expect((await rebuild(`--trust ${trust.slug}`)).code).toBe(0);
    const jobs = `select payload ->> 'changeId' as id from graphile_worker._private_jobs where payload ->> 'changeId' is not null`;
    expect(await database.ownerPlatform.query(jobs)).toEqual([{ id: changeId }]);
    await database.owner.run({ tenantId: trust.id, actor: 'test' }, (tx) =>
      tx.query(`update app.change set state = 'counted' where tenant_id = $1`, [trust.id]),
    );
  });

  it('that is killed on the way goes on where it was stopped, and then begins anew', async () => {
    const held = await whilePokeIsHeld(cases[3] ?? '', async () => {
      let killed: ChildProcess | undefined;
      const ended = rebuild('', (child) => (killed = child));
      await expect.poll(whereItIs).toBe(3);
      killed?.kill('SIGKILL');
      return ended;
    });
    expect(held.out).toBe('');
    expect((await rebuild('')).out).toBe(
      '3 cases poked, after 3 by the run that was stopped before this one.\n',
    );
    expect((await rebuild('')).out).toBe('6 cases poked.\n');
  });

  it('that was stopped some time ago counts for nothing: what was lost since is to be made again', async () => {
    await database.ownerPlatform.query(
      `insert into platform.rebuild (scope, tenant_id, case_id, poked, moved_at)
       select 'everything', tenant_id, case_id, 5, clock_timestamp() - interval '11 minutes'
       from platform.open_cases() order by 1, 2 desc, 3 desc limit 1`,
    );
    expect((await rebuild('')).out).toBe('6 cases poked.\n');
  });

  it('has what waits for the central team mailed again', async () => {
    const { trust } = of(1);
    const jobs = () =>
      database.ownerPlatform.query<{ tenant: string }>(
        `select payload ->> 'tenantId' as tenant from graphile_worker._private_jobs j
         join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'trustMail'`,
      );
    const administrator = await aPerson(trust).as('trustAdministrator').create();
    await database.owner.run({ tenantId: trust.id, actor: 'test' }, (tx) =>
      tx.query(
        `insert into app.trust_notice (tenant_id, id, person_id, because) values ($1, gen_random_uuid(), $2, 'keyGiven')`,
        [trust.id, administrator.id],
      ),
    );
    await rebuild('');
    expect(await jobs()).toEqual([{ tenant: trust.id }]);
  });

  it('lets whatever people do go first, and takes no act’s place', async () => {
    await rebuild('');
    expect(await waitingFirst(cases[0] ?? '')).toBe(false);
    await act(of(0), cases[0] ?? '');
    expect([await waitingFirst(cases[0] ?? ''), await waitingFirst(cases[1] ?? '')]).toEqual([true, false]);
    await rebuild('');
    expect([await waitingFirst(cases[0] ?? ''), await waitingFirst(cases[1] ?? '')]).toEqual([true, false]);
  });

  it('refuses to run beside another, or beside a reconciliation', async () => {
    const second = await database.ownerPlatform.run(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtext('trustward'), hashtext('upkeep'))`);
      return rebuild('');
    });
    expect(second).toEqual({
      code: 3,
      out: '',
      talk: 'A rebuild or a reconciliation is under way: wait until it has ended.\n',
    });
    expect(await poked()).toEqual([]);
  });

  it.each([
    ['--trust nowhere', /^There is no trust "nowhere"\.\n$/],
    ['--case TW-1234', /takes the id of a case, not its reference/],
    [`--case ${randomUUID()}`, /^No case with the id \S+ waits for anything: nothing was poked\.\n$/],
    ['--trust a --case b', /exclude each other/],
  ])('refuses %s with a sentence, and 2', async (args, sentence) => {
    const ended = await rebuild(args);
    expect([ended.code, ended.out]).toEqual([2, '']);
    expect(ended.talk).toMatch(sentence);
  });
});

const whereItIs = async (): Promise<number> =>
  (await database.ownerPlatform.query<{ poked: number }>('select poked from platform.rebuild'))[0]?.poked ??
  0;

/** What would poke this case again has to wait while somebody else does, and has not committed. */
const whilePokeIsHeld = <T>(caseId: string, work: () => Promise<T>): Promise<T> =>
  database.owner.run({ tenantId: of(1).trust.id, actor: 'test' }, async (tx) => {
    await tx.query('select app.poke($1)', [caseId]);
    return work();
  });

/** Somebody looks after the case, and says so. */
const act = ({ people: { dsl } }: StaffedSchool, caseId: string) =>
  database.api.run(dsl.as, (tx) =>
    drive(tx, caseId, {
      kind: 'act',
      eventId: randomUUID(),
      event: { type: 'acknowledged', by: dsl.id, step: 'decide', version: 1 },
    }),
  );

const waitingFirst = async (caseId: string): Promise<boolean | undefined> =>
  (
    await database.ownerPlatform.query<{ first: boolean }>(
      `select priority = 0 as first from graphile_worker.jobs where key like '%' || $1`,
      [caseId],
    )
  )[0]?.first;

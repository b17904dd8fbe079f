import { randomUUID } from 'node:crypto';
import {
  auditOfCase,
  drive,
  isIntact,
  lockCase,
  openHeader,
  wordedActs,
  worldOfCase,
} from '@trustward/casework';
import type { OpenResult, SealedHeader } from '@trustward/casework';
import { advance } from '@trustward/chain';
import type { CaseEvent, CaseState } from '@trustward/chain';
import { POLICIES } from '@trustward/database';
import { aCase, aPerson, aSchool, aTrust, testDatabase } from '@trustward/testing';
import type { Somebody, TestDatabase, Trust } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const CANARY = {
  child: 'Zephyrine Quillfeather',
  account: 'kanarienvogel said so',
  reason: 'wellensittich again',
};
let database: TestDatabase;
let trust: Trust;
let dsl: Somebody;
let opened: OpenResult;

beforeAll(async () => {
  database = await testDatabase();
  trust = await aTrust(database);
  const school = await aSchool(trust);
  dsl = await aPerson(trust).named('Persephone Halloumi').as('dsl').at(school).create();
  opened = await aCase(trust, dsl, school, {
    header: { childName: CANARY.child, initials: 'ZQ', yearGroup: 'Year 4' },
    words: { account: CANARY.account },
  });
  await database.api.run(dsl.as, (tx) =>
    drive(tx, opened.caseId, {
      kind: 'act',
      eventId: randomUUID(),
      words: { reason: CANARY.reason },
      event: {
        type: 'done',
        by: dsl.id,
        step: 'decide',
        version: opened.state?.duties['decide']?.version ?? -1,
        outcome: 'refer',
        supplied: ['reason', 'others'],
      },
    }),
  );
});
afterAll(() => database.close());

const asOwner = <R>(sql: string, values: readonly unknown[] = []) =>
  database.owner.run({ tenantId: trust.id, actor: 'test' }, (tx) => tx.query<R>(sql, values));

/** As who may read the case: whom it is about, and what was written. */
const readIt = () =>
  database.api.run(dsl.as, async (tx) => {
    const { wrappedKey } = await lockCase(tx, opened.caseId);
    const [file] = await tx.query<SealedHeader>(
      'select id, wrapped_key as "wrappedKey", sealed from app.case_file where id = $1',
      [opened.caseId],
    );
    return {
      header: file && openHeader(tx, file),
      acts: await wordedActs(tx, { caseId: opened.caseId, wrappedKey }),
    };
  });

describe('what people wrote', () => {
  it('is read back whole by who may read the case', async () => {
    const { header, acts } = await readIt();
    expect(header?.childName).toBe(CANARY.child);
    expect(acts).toEqual([
      { type: 'opened', step: null, hold: null, at: expect.any(Number), words: { account: CANARY.account } },
      { type: 'done', step: 'decide', hold: null, at: expect.any(Number), words: { reason: CANARY.reason } },
    ]);
  });

  it('stands nowhere in the clear: not in a row of any table, nor in a job', async () => {
    const everything = await Promise.all([
      ...Object.keys(POLICIES).map((table) =>
        asOwner<{ row: string }>(`select t::text as row from app.${table} t`),
      ),
      asOwner<{ row: string }>('select t::text as row from graphile_worker._private_jobs t'),
    ]);
    const text = everything
      .flat()
      .map(({ row }) => row)
      .join('\n')
      .toLowerCase();
    const secrets = [...Object.values(CANARY), 'Persephone Halloumi'].map((words) => words.toLowerCase());
    for (const words of secrets.flatMap((secret) => [secret, Buffer.from(secret).toString('hex')])) {
      expect(text).not.toContain(words);
    }
    expect(text).toContain(opened.caseId);
  });

  it('does not open in another row than its own', async () => {
    await asOwner(
      `update app.case_event e set sealed = o.sealed from app.case_event o
       where e.case_id = $1 and o.case_id = $1 and e.seq = 2 and o.seq = 1`,
      [opened.caseId],
    );
    const { acts } = await readIt();
    expect(acts[1]?.words['reason']).toBe('What was written here cannot be read: it was changed or damaged.');
    expect(JSON.stringify(acts[1])).not.toContain(CANARY.account);
  });
});

describe('the record', () => {
  it('replayed from its first event comes to the state that stands in the row', async () => {
    const { history, world, file } = await database.api.run(dsl.as, async (tx) => ({
      world: await worldOfCase(tx, opened.caseId),
      history: await tx.query<{ event: CaseEvent; at: number }>(
        `select body -> 'event' as event, app.ms(at) as at from app.case_event where case_id = $1 order by seq`,
        [opened.caseId],
      ),
      file: await tx.query<{ state: CaseState; version: number }>(
        'select state, version from app.case_file where id = $1',
        [opened.caseId],
      ),
    }));
    const replayed = history.reduce<CaseState | null>((state, { event, at }) => {
      const advanced = advance(world, state, event, at);
      if (!advanced.ok) throw new Error(advanced.refusal.sentence);
      return advanced.state;
    }, null);
    expect(file).toEqual([{ state: replayed, version: history.length }]);
  });

  it('carries a MAC on every audit row, which a change by the database’s owner breaks', async () => {
    const intact = () =>
      database.api.run(dsl.as, async (tx) =>
        (await auditOfCase(tx, opened.caseId)).map((row) => isIntact(tx, row)),
      );
    expect(await intact()).toEqual([true, true]);
    await asOwner(
      `update app.audit set detail = '{"outcome": "monitor"}' where case_id = $1 and verb = 'duty.do'`,
      [opened.caseId],
    );
    expect(await intact()).toEqual([true, false]);
    await asOwner(`update app.audit set at = at - interval '1 hour' where case_id = $1`, [opened.caseId]);
    expect(await intact()).toEqual([false, false]);
  });

  it.each([
    `update app.case_event set at = now()`,
    `delete from app.case_event`,
    `update app.audit set verb = 'x'`,
    `delete from app.audit`,
    `update app.breach set at = now()`,
    `delete from app.duty`,
    `truncate app.case_event`,
    `update app.case_file set chain_hash = 'x'`,
    `update app.case_file set sealed = ''`,
    `insert into app.exclusion (tenant_id, case_id, person_id, cause) values (app.tenant(), gen_random_uuid(), gen_random_uuid(), 'subject')`,
    `select graphile_worker.add_job('x')`,
  ])('is out of reach of the API and the worker: %s', async (sql) => {
    const api = database.api.run(dsl.as, (tx) => tx.query(sql));
    await expect(api).rejects.toThrow(/permission denied/);
    if (sql.startsWith('select graphile')) return;
    const worker = database.worker.run({ tenantId: trust.id, actor: 'worker' }, (tx) => tx.query(sql));
    // It pins another chain where a change is applied: one that is kept.
    const why = sql.includes('chain_hash') ? /violates foreign key/ : /permission denied/;
    await expect(worker).rejects.toThrow(why);
  });
});

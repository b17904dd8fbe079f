import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { audit, auditWaiting, sealAudit, shipHeads } from '@trustward/casework';
import { openFileSigner, uuidv7 } from '@trustward/database';
import type { HeadSigner, Tx } from '@trustward/database';
import { aCase, aStaffedSchool, testDatabase } from '@trustward/testing';
import type { StaffedSchool, TestDatabase } from '@trustward/testing';
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MemoryPlace, aLosableDoor, aSuperuser, round, sealAll, verdictOn } from './sealing.ts';

let database: TestDatabase;
let superuser: Client;
let folder: string;
let signer: HeadSigner;
let place: MemoryPlace;
let staffed: StaffedSchool;
let trust: string;

beforeAll(async () => {
  database = await testDatabase();
  superuser = await aSuperuser(database);
  folder = await mkdtemp(path.join(tmpdir(), 'trustward-seal-'));
  signer = await openFileSigner(path.join(folder, 'audit.key'));
});
afterAll(async () => {
  await superuser.end();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  staffed = await aStaffedSchool(database);
  trust = staffed.trust.id;
  place = new MemoryPlace();
});

const looked = (tx: Tx) => audit(tx, { verb: 'case.read', subjectKind: 'case', subjectId: randomUUID() });
/** So many acts, each in a transaction of its own. */
async function acts(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await database.api.run(staffed.people.dsl.as, looked);
}
const ids = async (): Promise<string[]> => {
  const sql = 'select id from app.audit where tenant_id = $1 order by written_in, id';
  return (await superuser.query<{ id: string }>(sql, [trust])).rows.map(({ id }) => id);
};
const sealOnly = (most?: number) => sealAll(database, signer, trust, most);
const ship = () => shipHeads(database.worker, place, trust);
const seal = async () => {
  const done = await sealOnly();
  await ship();
  return done;
};
const verdict = () => verdictOn(database, trust, place);
/** Six rows in two heads, and two more that no head seals. */
async function sixAndTwo(): Promise<string[]> {
  for (const _ of ['one head', 'another']) {
    await acts(3);
    await seal();
  }
  await acts(2);
  return ids();
}

describe('the audit of a trust', () => {
  it('is sealed, shipped, and holds; what was done since is the tail', async () => {
    await aCase(staffed.trust, staffed.people.teacher, staffed.school);
    await seal();
    await sixAndTwo();
    const { holds, first, heads, sealed, tail } = await verdict();
    // The export itself is an act, and the last row of it.
    const whole = { holds: true, first: null, heads: place.lines.length, sealed: 7, tail: 3 };
    expect({ holds, first, heads, sealed, tail: tail.rows }).toEqual(whole);
    expect(tail.to).toBeGreaterThanOrEqual(tail.from ?? Infinity);
    expect(tail.afterHeadMs).toBeGreaterThan(0);
  });

  it('says nothing in its heads but ids, instants, hashes and counts', async () => {
    await aCase(staffed.trust, staffed.people.teacher, staffed.school);
    await seal();
    for (const line of place.lines) expect(line).not.toMatch(/case\.|Robin|Tess|school|staff/i);
  });

  it('is read by no one of the worker’s but the sealer, and its heads by nobody of the API’s', async () => {
    await sixAndTwo();
    const rows = (actor: string, table: string) =>
      database.worker.run({ tenantId: trust, actor }, (tx) => tx.query(`select 1 from app.${table}`));
    expect(await rows('worker', 'audit')).toEqual([]);
    expect(await rows('worker', 'audit_batch')).toEqual([]);
    expect(await rows('sealer', 'audit')).toHaveLength(8);
    const asked = database.api.run(staffed.people.dsl.as, (tx) => tx.query('select 1 from app.audit_batch'));
    await expect(asked).rejects.toThrow(/permission denied/);
  });

  it('cannot be dated into another transaction by the API nor by the worker', async () => {
    const forged = `insert into app.audit (tenant_id, id, at, actor, verb, subject_kind, subject_id, mac, written_in)
      values ($1, $2, clock_timestamp(), 'sealer', 'x', 'x', $2, decode(repeat('00', 32), 'hex'), 1)`;
    for (const run of [
      () => database.api.run(staffed.people.dsl.as, (tx) => tx.query(forged, [trust, randomUUID()])),
      () =>
        database.worker.run({ tenantId: trust, actor: 'sealer' }, (tx) =>
          tx.query(forged, [trust, randomUUID()]),
        ),
    ]) {
      await expect(run()).rejects.toThrow(/permission denied/);
    }
  });
});

describe('what a superuser of the database does to sealed rows', () => {
  type Change = readonly [string, string, string, number];
  // $1 trust; $2 the row named by its number, $3 the one after it.
  const CHANGES: readonly Change[] = [
    [
      'edits what was done',
      'edited',
      `update app.audit set verb = 'case.list' where tenant_id = $1 and id = $2`,
      1,
    ],
    [
      'edits a detail to another writing of the same number',
      'edited',
      `update app.audit set detail = '{"n": 1.0}' where tenant_id = $1 and id = $2`,
      2,
    ],
    [
      'edits who did it',
      'edited',
      `update app.audit set person_id = null, actor = 'clock' where tenant_id = $1 and id = $2`,
      4,
    ],
    [
      'edits its MAC',
      'edited',
      `update app.audit set mac = decode(repeat('11', 32), 'hex') where tenant_id = $1 and id = $2`,
      0,
    ],
    [
      'edits its id',
      'edited',
      `update app.audit set id = gen_random_uuid() where tenant_id = $1 and id = $2`,
      3,
    ],
    [
      'dates it back',
      'dated',
      `update app.audit set at = at - interval '1 day' where tenant_id = $1 and id = $2`,
      3,
    ],
    [
      'dates it back by a microsecond',
      'dated',
      `update app.audit set at = at - interval '1 microsecond' where tenant_id = $1 and id = $2`,
      5,
    ],
    [
      'dates it to no day at all',
      'dated',
      `update app.audit set at = '-infinity' where tenant_id = $1 and id = $2`,
      5,
    ],
    ['deletes it', 'removed', `delete from app.audit where tenant_id = $1 and id = $2`, 2],
    ['deletes the last one', 'removed', `delete from app.audit where tenant_id = $1 and id = $2`, 5],
  ];

  it.each(CHANGES)('%s: is named as %s', async (_, what, sql, place) => {
    const row = (await sixAndTwo())[place] ?? '';
    await superuser.query(sql, [trust, row]);
    expect(await verdict()).toMatchObject({ holds: false, first: { what, row } });
  });

  it('swaps the ids of two: is named as reordered', async () => {
    const [, one, two] = await sixAndTwo();
    const moved = [
      [one, randomUUID()],
      [two, one],
    ] as const;
    const swap = 'update app.audit set id = $3 where tenant_id = $1 and id = $2';
    for (const [from, to] of moved) await superuser.query(swap, [trust, from, to]);
    await superuser.query(swap, [trust, moved[0][1], two]);
    const { first } = await verdict();
    expect(first?.what).toBe('reordered');
    expect([one, two]).toContain(first?.row);
  });

  it('swaps the instants of two: the first is named', async () => {
    const [, one, , two] = await sixAndTwo();
    await superuser.query(
      `update app.audit a set at = b.at from app.audit b where a.tenant_id = $1 and b.tenant_id = $1
         and a.id in ($2, $3) and b.id in ($2, $3) and a.id <> b.id`,
      [trust, one, two],
    );
    expect((await verdict()).first).toMatchObject({ what: 'dated', row: one });
  });

  it('moves one to when another was written: is named as reordered', async () => {
    const [, one, , , two] = await sixAndTwo();
    await superuser.query(
      `update app.audit a set written_in = b.written_in + 1 from app.audit b
       where a.tenant_id = $1 and b.tenant_id = $1 and a.id = $2 and b.id = $3`,
      [trust, one, two],
    );
    expect((await verdict()).first).toMatchObject({ what: 'reordered', row: one });
  });

  const insertLike = (written: string, at: string) =>
    `insert into app.audit (tenant_id, id, at, person_id, actor, verb, subject_kind, subject_id, case_id, detail, mac, written_in)
     select tenant_id, $3, ${at}, person_id, actor, verb, subject_kind, subject_id, case_id, detail, sha256(mac), ${written}
     from app.audit where tenant_id = $1 and id = $2`;

  it('inserts one among them: is named as inserted', async () => {
    const rows = await sixAndTwo();
    const forged = uuidv7();
    await superuser.query(insertLike('written_in - 1', 'at'), [trust, rows[4], forged]);
    expect((await verdict()).first).toMatchObject({ what: 'inserted', row: forged });
  });

  it('deletes them, and the batches too: the heads that were shipped are out of reach', async () => {
    const rows = await sixAndTwo();
    await superuser.query('delete from app.audit where tenant_id = $1 and id = any($2)', [
      trust,
      rows.slice(3, 6),
    ]);
    // Whoever writes on the same server meanwhile may have had them sealed in more than one.
    const sql = 'delete from app.audit_batch where tenant_id = $1 and last_id = any($2) returning seq';
    const { rows: batches } = await superuser.query<{ seq: number }>(sql, [trust, rows.slice(3, 6)]);
    expect((await verdict()).first).toMatchObject({ what: 'removed', row: rows[3] });
    // What is sealed anew goes on from another past, and shows it.
    await seal();
    const seq = Math.min(...batches.map((batch) => batch.seq));
    expect((await verdict()).badHead).toEqual({ what: 'headsFork', seq });
  });

  describe('in the tail', () => {
    it('edits or inserts without the trust’s key: is named once it is sealed, what is dated back before', async () => {
      const rows = await sixAndTwo();
      const forged = uuidv7();
      await superuser.query(insertLike('written_in', `at - interval '1 year'`), [trust, rows[7], forged]);
      const first = { what: 'datedBack', row: forged };
      expect(await verdict()).toMatchObject({ holds: false, first, tail: { rows: 4 } });
      await superuser.query(`update app.audit set verb = 'case.list' where tenant_id = $1 and id = $2`, [
        trust,
        rows[6],
      ]);
      expect(await seal()).toEqual({ rows: 4, unsound: 2 });
      expect((await verdict()).first).toMatchObject({ what: 'forged', row: rows[6] });
    });

    it('deletes: is not seen, and the tail is what the verdict says is unprotected', async () => {
      const rows = await sixAndTwo();
      await superuser.query('delete from app.audit where tenant_id = $1 and id = $2', [trust, rows[7]]);
      expect(await verdict()).toMatchObject({ holds: true, tail: { rows: 2 } });
    });
  });
});

describe('the sealer', () => {
  it('waits for whoever began to write before and has not ended, so that nothing slips in behind it', async () => {
    let commit = (): void => undefined;
    const asked = new Promise<void>((resolve) => (commit = resolve));
    let written = (): void => undefined;
    const isWritten = new Promise<void>((resolve) => (written = resolve));
    const slow = database.api.run(staffed.people.teacher.as, async (tx) => {
      await looked(tx);
      written();
      await asked;
    });
    await isWritten;
    await acts(5);
    expect(await sealAudit(database.worker, signer, trust)).toBeNull();
    commit();
    await slow;
    expect(await seal()).toEqual({ rows: 6, unsound: 0 });
    expect(await verdict()).toMatchObject({ holds: true, sealed: 6 });
  });

  it('loses and doubles nothing while many write, some slowly, and some are undone', async () => {
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let n = 0; n < 6; n += 1) {
        const run = database.api.run(staffed.people.dsl.as, async (tx) => {
          await looked(tx);
          await tx.query('select pg_sleep($1)', [writer % 4 === 0 ? 0.05 : 0]);
          if (n === 3) throw new Error('undone');
        });
        await run.catch(() => undefined);
      }
    });
    let over = false;
    const all = Promise.all(writers).then(() => (over = true));
    while (!over) await round(database, signer, place, trust);
    await all;
    await seal();
    expect(await verdict()).toMatchObject({ holds: true, sealed: 40, badHead: null });
    expect(place.lines.length).toBeGreaterThan(1);
  });

  it('makes one chain though several are at it at once', async () => {
    for (let n = 0; n < 5; n += 1) {
      await acts(3);
      await Promise.all([1, 2, 3, 4].map(() => round(database, signer, place, trust, 2)));
    }
    await seal();
    expect(await verdict()).toMatchObject({ holds: true, sealed: 15 });
  });

  it('goes on where it was killed: nothing of a batch is there until all of it is', async () => {
    await acts(4);
    const { door, lose } = await aLosableDoor(database);
    const dying: HeadSigner = {
      publicKey: signer.publicKey,
      sign: (bytes) => {
        lose();
        return signer.sign(bytes);
      },
    };
    await expect(sealAll({ ...database, worker: door }, dying, trust)).rejects.toThrow();
    expect(await seal()).toMatchObject({ rows: 4 });
    await acts(1);
    await seal();
    expect(await verdict()).toMatchObject({ holds: true, sealed: 5 });
  });

  it('brings again what was not kept, in order, and what was kept and not noted twice', async () => {
    await acts(2);
    await sealOnly(1);
    place.failsAfter = 'nothing';
    await expect(ship()).rejects.toThrow('away');
    place.failsAfter = 'keeping';
    await expect(ship()).rejects.toThrow('away');
    place.failsAfter = null;
    expect(await ship()).toBe(2);
    expect(place.lines).toHaveLength(4);
    expect(await verdict()).toMatchObject({ holds: true, heads: 2 });
    expect(await ship()).toBe(0);
  });

  it('looks at trusts where something waits, and at no other', async () => {
    const isWaiting = async () =>
      (await auditWaiting(database.workerPlatform)).some(({ tenantId }) => tenantId === trust);
    expect(await isWaiting()).toBe(false);
    await acts(1);
    expect(await isWaiting()).toBe(true);
    await sealOnly();
    expect(await isWaiting()).toBe(true);
    await ship();
    expect(await isWaiting()).toBe(false);
  });
});

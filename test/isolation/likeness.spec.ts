import { markMissing, wake } from '@trustward/casework';
import { aCase, aPerson, aSchool, aTrust, testDatabase } from '@trustward/testing';
import type { School, Somebody, TestDatabase, Trust } from '@trustward/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { doStep } from '../api/story.ts';
import { startApi } from '../api/api-server.ts';
import type { ApiServer } from '../api/api-server.ts';
import { openStream } from '../api/event-stream.ts';
import { PASSWORD_HASH } from '../api/password.ts';
import { signIn } from '../api/signed-in.ts';
import { OF_A_CASE, countsOf, none } from './counts.ts';
import { RECIPES, anyIds } from './recipes.ts';

let database: TestDatabase;
let server: ApiServer;
let trust: Trust;
let school: School;
let teacher: Somebody;
let head: Somebody;

beforeAll(async () => {
  database = await testDatabase();
  server = await startApi(database);
});
afterAll(async () => {
  await server.close();
  await database.close();
});
beforeEach(async () => {
  trust = await aTrust(database, { name: 'Alder Trust' });
  school = await aSchool(trust, 'Alder School');
  teacher = await aPerson(trust).named('Tara Teacher').as('staff').at(school).create();
  head = await somebody('Elizabeth O’Hara').as('headteacher').at(school).create();
});

const somebody = (name: string) => aPerson(trust).named(name).withPasswordHash(PASSWORD_HASH);
const asOwner = (sql: string, ...values: readonly unknown[]) =>
  database.owner.run({ tenantId: trust.id, actor: 'test' }, (tx) => tx.query(sql, [tx.tenantId, ...values]));
const name = (caseId: string, { id }: Somebody) =>
  asOwner(
    `insert into app.exclusion (tenant_id, case_id, person_id, cause) values ($1, $2, $3, 'subject')`,
    caseId,
    id,
  );
const aCaseHere = async (childName = 'Wolverine Child') =>
  (
    await aCase(trust, teacher, school, {
      awareAt: Date.now() - 10 * 3_600_000,
      header: { childName, initials: 'WC', yearGroup: 'Year 6' },
    })
  ).caseId;
const sees = async (who: Somebody, caseId: string) =>
  (await countsOf(database.api, who.as, ['case_file'], caseId))['case_file'] === 1;
const keptFrom = async (caseId: string, { id }: Somebody) => {
  const [row] = await database.worker.run({ tenantId: trust.id, actor: 'worker' }, (tx) =>
    tx.query<{ kept: boolean }>('select $2::uuid = any(app.kept_from($1)) as kept', [caseId, id]),
  );
  return row?.kept;
};

describe('whoever may be somebody kept from a case', () => {
  it('000.32 is kept from it on every route, known before it or after, as an administrator and without', async () => {
    const before = await somebody("Liz O'Hara").as('trustSafeguardingLead').create();
    const caseId = await aCaseHere();
    expect(await sees(before, caseId)).toBe(true);
    await name(caseId, head);
    const after = await somebody('Dr O’HARA, Beth').as('trustAdministrator').create();
    for (const who of [before, after]) {
      expect(await countsOf(database.api, who.as, OF_A_CASE, caseId)).toEqual(none(OF_A_CASE));
      expect(await keptFrom(caseId, who)).toBe(true);
      const signedIn = await signIn(server, who);
      for (const [route, { ask, leaves }] of Object.entries(RECIPES)) {
        if (leaves) continue;
        const ids = anyIds({ caseId, schoolId: school.id, noticeId: caseId });
        const { status, text } = await ask(signedIn, ids);
        expect(text, route).not.toContain('Wolverine');
        expect(text, route).not.toContain(caseId);
        if (route.includes(':caseId')) expect([403, 404], route).toContain(status);
      }
    }
  });

  it('is kept from it however many lie between, and by every post; a namesake in another trust is not', async () => {
    const caseId = await aCaseHere();
    await name(caseId, head);
    const between = await somebody('Lizzie O Hara').as('dsl').at(school).create();
    const married = await somebody('Eliza West').as('trustSafeguardingLead').create();
    expect([await sees(between, caseId), await sees(married, caseId)]).toEqual([true, true]);
    const both = await somebody('Liz West').as('deputyDsl').at(school).create();
    await name(caseId, both);
    expect(await sees(married, caseId)).toBe(false);
    const other = await aTrust(database, { name: 'Birch Trust' });
    const namesake = await aPerson(other).named('Elizabeth O’Hara').as('trustSafeguardingLead').create();
    const theirs = await asOwner(
      'select from app.relationship where tenant_id = $1 and $2 in (person_id, other_person_id)',
      namesake.id,
    );
    expect(theirs).toEqual([]);
  });

  it('is kept from it by whoever they cover for', async () => {
    const caseId = await aCaseHere();
    const double = await somebody('Betty O’Hara').as('trustSafeguardingLead').create();
    const cover = await somebody('Cora Cover').as('dsl').at(school).create();
    await asOwner(
      `insert into app.post (tenant_id, id, person_id, role, school_id, since, cover_for)
       values ($1, gen_random_uuid(), $2, 'trustSafeguardingLead', null, now() - interval '1 day', $3)`,
      cover.id,
      double.id,
    );
    expect(await sees(cover, caseId)).toBe(true);
    await name(caseId, head);
    expect([await sees(cover, caseId), await keptFrom(caseId, cover)]).toEqual([false, true]);
  });

  it('is never the second person of a change while it is open', async () => {
    const double = await somebody('Liz O’Hara').as('trustAdministrator').create();
    const first = () =>
      database.api
        .run(teacher.as, (tx) =>
          tx.query<{ id: string | null }>('select app.first_kept_from_nothing($1) as id', [[double.id]]),
        )
        .then(([row]) => row?.id);
    expect(await first()).toBe(double.id);
    await name(await aCaseHere(), head);
    expect(await first()).toBe(null);
  });

  it('hears nothing more on a stream that was open before', async () => {
    const double = await somebody('Liz O’Hara').as('trustSafeguardingLead').create();
    const dsl = await somebody('Dana Lead').as('dsl').at(school).create();
    const [theirs, other] = [await signIn(server, double), await signIn(server, dsl)];
    const [stream, heard] = [await openStream(server, theirs.cookie), await openStream(server, other.cookie)];
    const caseId = await aCaseHere();
    const isIt = (each: { kind: string; caseId?: string }) => each.kind === 'case' && each.caseId === caseId;
    await stream.until((seen) => seen.some(isIt));
    await name(caseId, head);
    const [before, heardBefore] = [stream.messages.length, heard.messages.length];
    await doStep(other, caseId, 'decide');
    await wake(database.worker, { tenantId: trust.id, caseId });
    await heard.until((seen) => seen.length > heardBefore);
    await new Promise((done) => setTimeout(done, 300));
    expect(stream.messages.length).toBe(before);
    stream.close();
    heard.close();
  });
});

describe('two who may be the same', () => {
  it('are found though they are added at once', async () => {
    const both = await Promise.all([
      somebody('Kit Storm').as('staff').at(school).create(),
      somebody('Christopher Storm').as('staff').at(school).create(),
    ]);
    const found = await asOwner(
      `select person_id as id from app.relationship where tenant_id = $1 and kind = 'samePerson' and person_id = any($2)`,
      both.map(({ id }) => id),
    );
    expect(found).toHaveLength(2);
  });

  it('are found by a migration that finds them known already, and whoever cannot be read is like nobody', async () => {
    const known = await somebody('Liz O’Hara').as('trustSafeguardingLead').create();
    const broken = await somebody('Ian Ink').as('staff').at(school).create();
    await asOwner('delete from app.relationship where tenant_id = $1');
    await asOwner('delete from app.likeness where tenant_id = $1');
    await asOwner(`update app.person set sealed = '\\x00' where tenant_id = $1 and id = $2`, broken.id);
    const caseId = await aCaseHere();
    await name(caseId, head);
    expect(await sees(known, caseId)).toBe(true);
    await markMissing(database.owner, trust.id);
    expect(await sees(known, caseId)).toBe(false);
    expect(
      await asOwner('select from app.likeness where tenant_id = $1 and person_id = $2', broken.id),
    ).toEqual([]);
  });

  it('are undone by nobody who serves, and no mark of anybody is read', async () => {
    const may = await database.owner.run({ tenantId: trust.id, actor: 'test' }, (tx) =>
      tx.query<{ may: string }>(
        `select r || ' ' || t || ' ' || p as may from unnest(array['trustward_api', 'trustward_worker']) r
       cross join unnest(array['app.relationship', 'app.likeness']) t
       cross join unnest(array['SELECT', 'UPDATE', 'DELETE']) p
       where (has_table_privilege(r, t, p) or has_any_column_privilege(r, t, case p when 'DELETE' then 'UPDATE' else p end))`,
      ),
    );
    expect(may.map(({ may: it }) => it).toSorted()).toEqual([
      'trustward_api app.relationship SELECT',
      'trustward_worker app.relationship SELECT',
    ]);
  });
});

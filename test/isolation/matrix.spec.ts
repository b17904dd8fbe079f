import { randomUUID } from 'node:crypto';
import { DiscoveryService } from '@nestjs/core';
import { PREFIX, UNPREFIXED, routesOf } from '@trustward/api';
import type { Route } from '@trustward/api';
import { deliver, wake } from '@trustward/casework';
import type { Post } from '@trustward/chain';
import { abilityFor, may, mayOf } from '@trustward/permissions';
import type { Permission, Thing } from '@trustward/permissions';
import { aSchool, testDatabase } from '@trustward/testing';
import type { School, TestDatabase } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking, problemOf, startApi } from '../api/api-server.ts';
import type { ApiServer } from '../api/api-server.ts';
import { signIn } from '../api/signed-in.ts';
import type { SignedIn } from '../api/signed-in.ts';
import { ALL_ROLES, aCast, aMarkedCase, aPersonOfEachRole, signInAll } from './cast.ts';
import type { Cast } from './cast.ts';
import { RECIPES, STREAMS } from './recipes.ts';
import type { Ids } from './recipes.ts';

const OWN = 'Aardvark';
const NEIGHBOUR = 'Quagga';
const FOREIGN = 'Zebrafinch';
const BOUND_TO_A_SCHOOL = ['dsl', 'deputyDsl', 'headteacher', 'staff', 'localChair', 'governor'] as const;

let database: TestDatabase;
let server: ApiServer;
let ours: Cast;
let theirs: Cast;
/** The other school of our own trust, with a case of its own. */
let neighbour: School;
let signedIn: Record<Post, SignedIn>;
let own: Ids;
let foreign: Ids;
let neighbours: Ids;
let routes: Route[];
/** All that the other trust has, before anybody tried anything. */
let before: string;

beforeAll(async () => {
  database = await testDatabase();
  server = await startApi(database);
  ours = await aCast(database, OWN);
  theirs = await aCast(database, FOREIGN);
  neighbour = await aSchool(ours.trust, `${NEIGHBOUR} Primary School`);
  const neighbourPeople = await aPersonOfEachRole(ours.trust, neighbour, NEIGHBOUR, BOUND_TO_A_SCHOOL);
  signedIn = await signInAll(server, ours.people);
  own = await idsOf(ours, ours.people.dsl.email, OWN);
  foreign = await idsOf(theirs, theirs.people.dsl.email, FOREIGN);
  const next = { ...ours, school: neighbour, people: { ...ours.people, ...neighbourPeople } };
  neighbours = await idsOf(next, neighbourPeople.dsl.email, NEIGHBOUR);
  before = await fingerprint();
  routes = routesOf(server.app.get(DiscoveryService), `/${PREFIX}`, UNPREFIXED);
}, 180_000);
afterAll(async () => {
  await server.close();
  await database.close();
});

/** Opens two late cases, tells people of them, and collects every kind of id that comes of it. */
async function idsOf(cast: Cast, email: string, mark: string): Promise<Ids> {
  const cases = [await aMarkedCase(cast, mark), await aMarkedCase(cast, mark)];
  for (const caseId of cases) {
    const { deliveries } = await wake(database.worker, { tenantId: cast.trust.id, caseId });
    for (const id of deliveries) {
      await database.worker.run({ tenantId: cast.trust.id, actor: 'worker' }, (tx) => deliver(tx, id));
    }
  }
  const dsl = await signIn(server, { email });
  const notices = (await dsl.get('/api/notices?limit=1').expect(200)).body as {
    items: { id: string }[];
    next: string;
  };
  const noticeId = notices.items[0]?.id ?? '';
  return {
    caseId: cases[0] ?? '',
    schoolId: cast.school.id,
    authorityId: cast.trust.authorityId,
    noticeId,
    cursor: notices.next,
  };
}

const fingerprint = () =>
  database.owner.run({ tenantId: theirs.trust.id, actor: 'test' }, async (tx) => {
    const [row] = await tx.query<{ all: string }>(
      `select md5(concat((select string_agg(c::text, '' order by c.id) from app.case_file c),
         (select string_agg(n::text, '' order by n.id) from app.notice n),
         (select string_agg(a::text, '' order by a.id) from app.audit a))) as "all"`,
    );
    return row?.all ?? '';
  });

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
const needsSignIn = () => routes.filter(({ access }) => access !== undefined && access.to !== 'anyone');
const permissionOf = ({ access }: Route): Permission | null =>
  access?.to === 'permission' ? access.permission : null;

describe('the matrix', () => {
  it('has a recipe for every route that needs signing in, and none for what is not there', () => {
    expect(needsSignIn().map(nameOf).sort()).toEqual([...Object.keys(RECIPES), ...STREAMS].sort());
  });

  it('tries an id in every path that takes one', () => {
    const untried = needsSignIn()
      .filter(({ path }) => path.includes(':caseId'))
      .filter((route) => !RECIPES[nameOf(route)]?.takes.includes('caseId'));
    expect(untried).toEqual([]);
  });
});

describe('who may ask what', () => {
  it('nobody without a session may ask anything that needs one', async () => {
    const stranger: SignedIn = {
      ...signedIn.dsl,
      get: (path) => asking(server).get(path),
      post: (path, body = {}) =>
        asking(server).post(path).set('x-csrf-token', signedIn.dsl.me.csrfToken).send(body),
    };
    for (const [, { ask }] of Object.entries(RECIPES)) {
      problemOf(await ask(stranger, own), 401, 'notSignedIn');
    }
  });

  it.each(ALL_ROLES)('%s: each route is open exactly where libs/permissions says so', async (role) => {
    const held = mayOf([{ role, schoolId: ours.school.id }]);
    for (const route of needsSignIn()) {
      const recipe = RECIPES[nameOf(route)];
      const permission = permissionOf(route);
      if (recipe === undefined || permission === null) continue;
      const { status, body } = await recipe.ask(signedIn[role], { ...own, caseId: randomUUID(), cursor: '' });
      const isRefused = status === 403 && (body as { code: string }).code === 'notAllowed';
      expect([nameOf(route), isRefused]).toEqual([nameOf(route), !held.includes(permission)]);
    }
  });

  it.each(ALL_ROLES)('%s: the list of cases holds exactly what the ability allows', async (role) => {
    if (!mayOf([{ role, schoolId: ours.school.id }]).includes('case:list')) return;
    const { body } = await signedIn[role].get('/api/cases?limit=100').expect(200);
    const listed = (body as { items: { id: string }[] }).items.map(({ id }) => id).sort();
    const person = ours.people[role].id;
    const posts = signedIn[role].me.posts.map(({ role: held, schoolId }) => ({ role: held, schoolId }));
    const ability = abilityFor({ personId: person, posts });
    const now = Date.now();
    const all = await database.owner.run({ tenantId: ours.trust.id, actor: 'test' }, (tx) =>
      tx.query<Omit<Thing, 'now' | 'caseId'> & { id: string }>(
        `select c.id, s.phase, c.school_id as "schoolId", coalesce((select jsonb_agg(d.owner_person) from app.duty d
           where d.case_id = c.id and d.ended_at is null and d.owner_person is not null), '[]') as owners
         from app.case_file c join app.school s on s.tenant_id = c.tenant_id and s.id = c.school_id`,
      ),
    );
    const allowed = all
      .filter((thing) => may(ability, 'case:list', { ...thing, caseId: thing.id, now }))
      .map(({ id }) => id);
    expect(listed).toEqual(allowed.sort());
  });
});

const holdsNothingOf = (text: string, mark: string, ids: Ids) => {
  expect(text).not.toContain(mark);
  // An id of theirs that was sent may not come back as part of an answer, problems included.
  for (const id of [ids.caseId, ids.schoolId, ids.noticeId]) expect(text).not.toContain(id);
};

describe('another trust', () => {
  it.each(ALL_ROLES)('%s gets no byte of it, whatever id is put wherever one goes', async (role) => {
    for (const [name, { takes, ask, leaves }] of Object.entries(RECIPES)) {
      for (const slot of takes) {
        const response = await ask(signedIn[role], { ...own, cursor: '', [slot]: foreign[slot] });
        holdsNothingOf(response.text, FOREIGN, foreign);
        if (slot === 'caseId' || slot === 'schoolId') {
          expect([name, [403, 404]]).toEqual([name, expect.arrayContaining([response.status])]);
        }
      }
      if (leaves) continue;
      const plain = await ask(signedIn[role], { ...own, cursor: '' });
      holdsNothingOf(plain.text, FOREIGN, foreign);
    }
  });

  it('has changed in nothing after all that', async () => {
    expect(await fingerprint()).toBe(before);
  });
});

describe('another school of the same trust', () => {
  it.each(BOUND_TO_A_SCHOOL)('%s gets no byte of it, whatever id is put wherever one goes', async (role) => {
    for (const [name, { takes, ask, leaves }] of Object.entries(RECIPES)) {
      for (const slot of takes) {
        const response = await ask(signedIn[role], { ...own, cursor: '', [slot]: neighbours[slot] });
        holdsNothingOf(response.text, NEIGHBOUR, neighbours);
        if (slot === 'caseId' || slot === 'schoolId') {
          expect([name, [403, 404]]).toEqual([name, expect.arrayContaining([response.status])]);
        }
      }
      if (leaves) continue;
      holdsNothingOf((await ask(signedIn[role], { ...own, cursor: '' })).text, NEIGHBOUR, neighbours);
    }
  });

  it.each([
    'trustAdministrator',
    'ceo',
    'trustChair',
    'viceChair',
    'dataProtectionOfficer',
    'auditor',
  ] as const)('%s works for the whole trust and still opens no case of any school', async (role) => {
    for (const [name, { takes, ask }] of Object.entries(RECIPES)) {
      if (!takes.includes('caseId')) continue;
      for (const ids of [own, neighbours]) {
        const response = await ask(signedIn[role], ids);
        expect([name, response.status]).not.toEqual([name, 200]);
        for (const mark of [OWN, NEIGHBOUR]) expect(response.text).not.toContain(`${mark} Child`);
      }
    }
  });
});

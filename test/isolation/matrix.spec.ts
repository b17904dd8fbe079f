import { randomUUID } from 'node:crypto';
import { DiscoveryService } from '@nestjs/core';
import { PREFIX, UNPREFIXED, routesOf } from '@trustward/api';
import type { Route } from '@trustward/api';
import type { Post } from '@trustward/chain';
import { abilityFor, may, mayOf } from '@trustward/permissions';
import type { Permission, Thing } from '@trustward/permissions';
import { NOW_HEADER, SESSION_IDLE_HEADER } from '@trustward/contracts';
import { aSchool, testDatabase } from '@trustward/testing';
import type { School, TestDatabase } from '@trustward/testing';
import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking, problemOf, startApi } from '../api/api-server.ts';
import type { ApiServer } from '../api/api-server.ts';
import type { SignedIn } from '../api/signed-in.ts';
import { ALL_ROLES, aCast, aPersonOfEachRole, signInAll } from './cast.ts';
import type { Cast } from './cast.ts';
import { OTHERWISE, placesOf, thingOf, tryIn } from './id-places.ts';
import type { Description, Place } from './id-places.ts';
import { idsOf } from './ids-of.ts';
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
/** Every place of every route that takes an id. */
let places: Place[];
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
  own = await idsOf(database, server, ours, OWN);
  foreign = await idsOf(database, server, theirs, FOREIGN);
  const next = { ...ours, school: neighbour, people: { ...ours.people, ...neighbourPeople } };
  neighbours = await idsOf(database, server, next, NEIGHBOUR);
  before = await fingerprint();
  places = placesOf((await asking(server).get('/api/openapi.json').expect(200)).body as Description);
  routes = routesOf(server.app.get(DiscoveryService), `/${PREFIX}`, UNPREFIXED);
}, 180_000);
afterAll(async () => {
  await server.close();
  await database.close();
});

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
const isSignedIn = ({ route }: Place) => route in RECIPES;
const permissionOf = ({ access }: Route): Permission | null =>
  access?.to === 'permission' ? access.permission : null;

describe('the matrix', () => {
  it('has a recipe for every route that needs signing in, and none for what is not there', () => {
    expect(needsSignIn().map(nameOf).sort()).toEqual([...Object.keys(RECIPES), ...STREAMS].sort());
  });

  it('knows of every place that takes an id what it is of', () => {
    expect(places.length).toBeGreaterThan(100);
    expect(places.filter((place) => isSignedIn(place) && thingOf(place) === undefined)).toEqual([]);
  });

  it('finds every parameter of a path that is written as an id is', () => {
    const inPaths = needsSignIn().flatMap((route) =>
      [...route.path.matchAll(/:(\w+Id)\b/g)].map(([, name]) => `${nameOf(route)} ${name}`),
    );
    const found = places.filter((each) => each.in === 'path').map(({ route, name }) => `${route} ${name}`);
    expect(inPaths.filter((each) => !found.includes(each))).toEqual([]);
  });

  it('leaves out no place of a route that anybody may ask, but those that say nothing of anybody', () => {
    const open = places.filter((place) => !isSignedIn(place)).map(({ route, name }) => `${route} ${name}`);
    expect(open.sort()).toEqual([
      // The token of the link is what opens; a press is made up by the caller.
      'POST /api/acknowledgements press',
      'POST /api/acknowledgements/look-up press',
      // Which trust one signs in to stands in the address that the trust gives its people.
      'POST /api/sign-on/begin trust',
      'POST /api/sign-on/finish trust',
    ]);
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
  for (const [name, id] of Object.entries(ids)) if (name !== 'authorityId') expect(text).not.toContain(id);
};

/** All of an answer but what differs each time: which request it was, and the time. */
function answered({ status, headers, text }: Response, id: string): string {
  const {
    date: _at,
    'x-request-id': request,
    [NOW_HEADER]: _now,
    ...rest
  } = headers as Record<string, string>;
  const idle = rest[SESSION_IDLE_HEADER] === undefined ? {} : { [SESSION_IDLE_HEADER]: 'some' };
  const body = text.replaceAll(request ?? '', 'request').replaceAll(id, 'id');
  return JSON.stringify([status, { ...rest, ...idle }, body]);
}

/** Places in which an id of theirs was looked up and not only refused at the door. */
const asked = new Set<string>();

/** Tries what is somebody else's in every place of an id, beside what is not there at all. */
async function tryEverywhere(role: Post, mark: string, others: Ids): Promise<string[]> {
  const held = mayOf([{ role, schoolId: ours.school.id }]);
  const wrong: string[] = [];
  for (const place of places.filter(isSignedIn)) {
    const recipe = RECIPES[place.route];
    const thing = thingOf(place);
    const route = routes.find((each) => nameOf(each) === place.route);
    if (recipe === undefined || route === undefined || thing === undefined || thing === null) continue;
    const base = { ...own, cursor: '' };
    const theirsIn = await tryIn(place, recipe, signedIn[role], base, others[thing]);
    holdsNothingOf(theirsIn.text, mark, others);
    const permission = permissionOf(route);
    const where = `${place.route} ${place.kind ?? ''} ${place.in} ${place.name}`;
    if (permission !== null && !held.includes(permission)) {
      problemOf(theirsIn, 403, 'notAllowed');
      continue;
    }
    if (thing === 'cursor') continue;
    const nowhere = randomUUID();
    const none = await tryIn(place, recipe, signedIn[role], base, nowhere);
    const [one, other] = [answered(theirsIn, others[thing]), answered(none, nowhere)];
    if (one !== other) wrong.push(`${where}: ${one} is not ${other}`);
    const otherwise = OTHERWISE[`${place.route} ${place.name}`]?.status ?? 404;
    if (![403, 404, otherwise].includes(theirsIn.status)) wrong.push(`${where}: ${theirsIn.status}`);
    asked.add(`${place.route} ${place.kind ?? ''} ${place.name}`);
  }
  return wrong;
}

describe('another trust', () => {
  it.each(ALL_ROLES)('%s gets no byte of it, whatever id is put wherever one goes', async (role) => {
    expect(await tryEverywhere(role, FOREIGN, foreign)).toEqual([]);
    for (const [, { ask, leaves }] of Object.entries(RECIPES)) {
      if (leaves) continue;
      const plain = await ask(signedIn[role], { ...own, cursor: '' });
      holdsNothingOf(plain.text, FOREIGN, foreign);
    }
  });

  it('was looked for in every place by somebody whom the route is open to', () => {
    const of = ({ route, kind, name }: Place) => `${route} ${kind ?? ''} ${name}`;
    const wanted = places.filter(
      (place) => isSignedIn(place) && ![null, 'cursor'].includes(thingOf(place) ?? null),
    );
    expect(wanted.map(of).filter((place) => !asked.has(place))).toEqual([]);
  });

  it('has changed in nothing after all that', async () => {
    expect(await fingerprint()).toBe(before);
  });
});

describe('another school of the same trust', () => {
  it.each(BOUND_TO_A_SCHOOL)('%s gets no byte of it, whatever id is put wherever one goes', async (role) => {
    expect(await tryEverywhere(role, NEIGHBOUR, neighbours)).toEqual([]);
    for (const [, { ask, leaves }] of Object.entries(RECIPES)) {
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
    for (const [name, { ask }] of Object.entries(RECIPES)) {
      if (!name.includes(':caseId')) continue;
      for (const ids of [own, neighbours]) {
        const response = await ask(signedIn[role], ids);
        expect([name, response.status]).not.toEqual([name, 200]);
        for (const mark of [OWN, NEIGHBOUR]) expect(response.text).not.toContain(`${mark} Child`);
      }
    }
  });
});

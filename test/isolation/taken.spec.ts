import { testDatabase } from '@trustward/testing';
import type { TestDatabase } from '@trustward/testing';
import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking, problemOf, startApi } from '../api/api-server.ts';
import type { ApiServer } from '../api/api-server.ts';
import { signIn } from '../api/signed-in.ts';
import type { SignedIn } from '../api/signed-in.ts';
import { aCast, aMarkedCase } from './cast.ts';
import { DRAFTS, sentBy } from './id-places.ts';
import type { Description, Schema } from './id-places.ts';
import { RECIPES, anyIds } from './recipes.ts';
import type { Ids } from './recipes.ts';

/** What nobody may set by naming it: whose a thing is, how it stands, when it is due, and what every object inherits. */
const FIELDS = ['tenantId', 'status', 'dueAt', 'role', 'ownerId', 'constructor', 'prototype', '__proto__'];

let database: TestDatabase;
let server: ApiServer;
let description: Description;
let askers: SignedIn[];
let ids: Ids;

beforeAll(async () => {
  database = await testDatabase();
  server = await startApi(database);
  const cast = await aCast(database, 'Aardvark');
  const { dsl, trustSafeguardingLead, trustAdministrator } = cast.people;
  askers = [];
  for (const who of [dsl, trustSafeguardingLead, trustAdministrator]) askers.push(await signIn(server, who));
  description = (await asking(server).get('/api/openapi.json').expect(200)).body as Description;
  ids = anyIds({
    ...{
      caseId: await aMarkedCase(cast, 'Aardvark'),
      schoolId: cast.school.id,
      personId: cast.people.staff.id,
    },
    authorityId: cast.trust.authorityId,
  });
}, 120_000);
afterAll(async () => {
  await server.close();
  await database.close();
});

/** The objects of a body that take names which its contract does not list. */
function looseIn(schema: Schema, name: string): string[] {
  const { $ref, properties, items, additionalProperties: more, anyOf = [], oneOf = [], allOf = [] } = schema;
  if ($ref !== undefined) {
    return looseIn(description.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {}, name);
  }
  return [
    ...(properties !== undefined && more !== false ? [name] : []),
    ...Object.entries(properties ?? {}).flatMap(([key, each]) => looseIn(each, `${name}.${key}`)),
    ...(items === undefined ? [] : looseIn(items, `${name}.[]`)),
    ...(typeof more === 'object' ? looseIn(more, `${name}.{}`) : []),
    ...[...anyOf, ...oneOf, ...allOf].flatMap((each) => looseIn(each, name)),
  ];
}

describe('a body', () => {
  it('takes no name in any object of it but those that its contract lists', () => {
    const bodies = Object.entries(description.paths).flatMap(([path, item]) =>
      Object.values(item).flatMap(({ requestBody }) =>
        Object.values(requestBody?.content ?? {}).map(({ schema }) => ({ path, schema })),
      ),
    );
    expect(bodies.length).toBeGreaterThan(40);
    // The carrier adds to what it sends as it likes; of all that, two fields are read.
    expect(bodies.flatMap(({ path, schema }) => looseIn(schema, path))).toEqual(['/api/carrier/notify']);
  });

  // Signing out reads no body at all.
  const posts = Object.entries(RECIPES).filter(
    ([name]) => name.startsWith('POST') && name !== 'POST /api/sign-out',
  );
  const send = (who: SignedIn, path: string, text: string) =>
    asking(server)
      .post(path)
      .set({ cookie: who.cookie, 'x-csrf-token': who.me.csrfToken, 'content-type': 'application/json' })
      .send(text);
  const isNotAllowed = ({ status, body }: Response) =>
    status === 403 && ['notAllowed', 'stepUp'].includes((body as { code: string }).code);

  /** With one field more, as whoever the route is open to. */
  async function withOneMore(path: string, body: object, field: string): Promise<Response | null> {
    // By hand, for an object literal takes `__proto__` for something else.
    const rest = JSON.stringify(body).slice(1, -1);
    const text = `{${rest === '' ? '' : `${rest},`}${JSON.stringify(field)}:{"admin":true}}`;
    for (const who of askers) {
      const response = await send(who, path, text);
      if (!isNotAllowed(response)) return response;
    }
    return null;
  }

  it.each(posts)('of %s is refused with any field more, which is named', async (_name, recipe) => {
    const { path, body } = sentBy(recipe, askers[0] as SignedIn, ids);
    const bodies = path === '/api/changes' ? draftsOf() : [body];
    for (const each of bodies) {
      for (const field of FIELDS) {
        const response = await withOneMore(path, each, field);
        if (response === null) throw new Error(`nobody may ask ${path}`);
        expect(problemOf(response, 400, 'badRequest').detail).toContain(field);
      }
    }
  });

  const draftsOf = () =>
    Object.entries(DRAFTS).map(([kind, draft]) => ({ kind, eventId: crypto.randomUUID(), ...draft(ids) }));

  it('that was refused has changed no prototype', () => {
    expect(Reflect.get({}, 'admin')).toBeUndefined();
    expect(Reflect.get(Object, 'admin')).toBeUndefined();
  });
});

import { randomUUID } from 'node:crypto';
import type { Test } from 'supertest';
import type { SignedIn } from '../api/signed-in.ts';
import type { Ids, Recipe } from './recipes.ts';

/** What an id is of, as far as it is of somebody. */
export type Thing = Exclude<keyof Ids, 'authorityId'>;

/** One place of one route that takes an id, as the description of the interface has it. */
export interface Place {
  /** As a recipe is named. */
  readonly route: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'body';
  /** The names that lead to it; `[]` stands for an item of a list. */
  readonly name: string;
  /** Where a body is one of several: the `kind` of the one that it stands in. */
  readonly kind: string | null;
}

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
}
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}
interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: Place['in'];
    readonly schema?: Schema;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

const nameOf = (verb: string, path: string): string =>
  `${verb.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`;

/** Every place that takes an id or a cursor, which holds one. */
export function placesOf({ paths, components }: Description): Place[] {
  const places: Place[] = [];
  for (const [path, item] of Object.entries(paths)) {
    for (const [verb, { parameters = [], requestBody }] of Object.entries(item)) {
      const route = nameOf(verb, path);
      const look = (where: Place['in'], schema: Schema, name: string, kind: string | null): void => {
        const { $ref, format, properties = {}, items, additionalProperties: more } = schema;
        if ($ref !== undefined) {
          const named = components.schemas[$ref.split('/').at(-1) ?? ''];
          if (named === undefined) throw new Error(`${$ref} leads nowhere`);
          return look(where, named, name, kind);
        }
        const isId = format === 'uuid' || name.split('.').at(-1) === 'cursor';
        if (isId) places.push({ route, in: where, name, kind });
        const own = properties['kind']?.const ?? properties['kind']?.enum?.[0] ?? kind;
        for (const [key, each] of Object.entries(properties)) {
          look(where, each, name === '' ? key : `${name}.${key}`, own);
        }
        if (items !== undefined) look(where, items, `${name}.[]`, kind);
        if (typeof more === 'object') look(where, more, `${name}.{}`, kind);
        for (const one of [schema.anyOf, schema.oneOf, schema.allOf].flatMap((each) => each ?? [])) {
          look(where, one, name, kind);
        }
      };
      for (const { name, in: where, schema = {} } of parameters) look(where, schema, name, null);
      for (const { schema } of Object.values(requestBody?.content ?? {})) look('body', schema, '', null);
    }
  }
  return places;
}

/** What stands in a place by its name, wherever that is. */
const BY_NAME: Readonly<Record<string, Thing>> = {
  caseId: 'caseId',
  schoolId: 'schoolId',
  school: 'schoolId',
  noticeId: 'noticeId',
  'ids.[]': 'noticeId',
  cursor: 'cursor',
  personId: 'personId',
  to: 'personId',
  changeId: 'changeId',
  shareId: 'shareId',
  'ends.[]': 'postId',
  'begins.[].schoolId': 'schoolId',
};
const BY_PLACE: Readonly<Record<string, Thing>> = {
  'POST /api/me/sessions/end id': 'sessionId',
  'POST /api/me/devices/forget id': 'deviceId',
  'POST /api/me/passkeys/remove id': 'passkeyId',
};
/** Ids of nothing that anybody has, each with the reason. */
const OF_NOBODY: Readonly<Record<string, string>> = {
  eventId: 'the caller makes it up, and it tells a second press from a first',
  authorityId: 'councils are the same for every trust, and a child may live under any of them',
  emailTemplate: 'it is of the carrier’s account',
  textTemplate: 'it is of the carrier’s account',
};

/** What the id in a place is of; undefined where nobody said, which fails the build. */
export const thingOf = ({ route, name }: Place): Thing | null | undefined =>
  BY_PLACE[`${route} ${name}`] ?? BY_NAME[name] ?? (name in OF_NOBODY ? null : undefined);

/** What answers an id of nobody's in these places, where it is not 403 or 404, and why. */
export const OTHERWISE: Readonly<Record<string, { readonly status: number; readonly because: string }>> = {
  'POST /api/notices/seen ids.[]': { status: 204, because: 'what is not the reader’s is passed over' },
  'POST /api/cases/:caseId/shares to': { status: 422, because: 'one sentence for all who cannot be let see' },
  'POST /api/cases/:caseId/duties/:step/hand-over to': {
    status: 422,
    because: 'one sentence for all who cannot be given it',
  },
};

/** A draft of each kind, of which one recipe knows one. */
export const DRAFTS: Readonly<Record<string, (ids: Ids) => object>> = {
  calendar: ({ schoolId }) => ({ schoolId, terms: [], closedDays: [], opensAt: null }),
  absence: ({ personId }) => ({
    personId,
    from: null,
    until: new Date(Date.now() + 86_400_000).toISOString(),
  }),
  closedDay: ({ authorityId }) => ({ day: '2027-03-01', authorityId, isClosed: true }),
  authority: ({ authorityId }) => ({ authorityId, hours: null, limits: {} }),
  number: ({ authorityId }) => ({ authorityId, about: 'child', number: '01632 960 199' }),
  mail: ({ authorityId }) => ({ authorityId, party: 'socialCare', address: 'a@agency.example' }),
  posts: ({ personId }) => ({ personId, ends: [], begins: [{ role: 'staff', schoolId: null }], from: null }),
  offDuty: ({ personId }) => ({ personId, offDuty: true }),
  joiner: ({ schoolId }) => ({
    ...{ name: 'Nia New', email: 'nia.new@agency.example', from: null },
    begins: [{ role: 'staff', schoolId }],
  }),
};

interface Sent {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly body: object;
}

/** What a recipe would send, unsent. */
export function sentBy(recipe: Recipe, who: SignedIn, ids: Ids): Sent {
  let sent: Sent | null = null;
  const keep =
    (method: Sent['method']) =>
    (path: string, body: object = {}) => {
      sent = { method, path, body };
      return undefined as unknown as Test;
    };
  recipe.ask({ ...who, get: keep('get'), post: keep('post') }, ids);
  if (sent === null) throw new Error('a recipe sent nothing');
  return sent;
}

/** Asks the route as its recipe does, with this id in this one place. */
export function tryIn(place: Place, recipe: Recipe, who: SignedIn, ids: Ids, id: string): Test {
  const { method, path, body } = sentBy(recipe, who, ids);
  const whole =
    place.kind === null ? body : { kind: place.kind, eventId: randomUUID(), ...draftOf(place.kind, ids) };
  if (place.in === 'body') return who.post(path, withIn(whole, place.name.split('.'), id) as object);
  if (place.in === 'path') {
    const at = (place.route.split(' ')[1] ?? '').split('/').indexOf(`:${place.name}`);
    const parts = path.split('/').map((part, n) => (n === at ? id : part));
    return method === 'get' ? who.get(parts.join('/')) : who.post(parts.join('/'), whole);
  }
  if (place.in === 'query') {
    return who.get(`${path}${path.includes('?') ? '&' : '?'}${place.name}=${encodeURIComponent(id)}`);
  }
  throw new Error(`no way to put an id in a ${place.in} yet: ${place.route} ${place.name}`);
}

function draftOf(kind: string, ids: Ids): object {
  const draft = DRAFTS[kind];
  if (draft === undefined) throw new Error(`no draft of the kind ${kind}`);
  return draft(ids);
}

function withIn(whole: unknown, [name = '', ...rest]: readonly string[], id: string): unknown {
  if (name === '') return id;
  if (name === '[]') return [withIn(Array.isArray(whole) ? whole[0] : undefined, rest, id)];
  const held = (whole ?? {}) as Readonly<Record<string, unknown>>;
  return { ...held, [name]: withIn(held[name], rest, id) };
}

import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { testDatabase } from '@trustward/testing';
import type { TestDatabase } from '@trustward/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApi } from '../api/api-server.ts';
import type { ApiServer } from '../api/api-server.ts';
import { signIn } from '../api/signed-in.ts';
import type { SignedIn } from '../api/signed-in.ts';
import { aCast, aMarkedCase } from './cast.ts';

const REQUESTS = 1_500;
const AT_ONCE = 24;
const MARKS = ['Albatross', 'Bullfinch', 'Cormorant', 'Dunnock'];
const PATHS = [
  '/api/me',
  '/api/duties',
  '/api/duties/drills',
  '/api/duties/asked',
  '/api/cases',
  '/api/notices',
  '/api/report-form',
  '/api/late',
  '/api/late/drills',
  '/api/late/soon',
];

let database: TestDatabase;
let server: ApiServer;
let readers: { mark: string; who: SignedIn; caseId: string }[];

beforeAll(async () => {
  database = await testDatabase();
  server = await startApi(database);
  readers = [];
  for (const mark of MARKS) {
    const cast = await aCast(database, mark);
    const caseId = await aMarkedCase(cast, mark);
    for (const role of ['dsl', 'headteacher', 'trustSafeguardingLead'] as const) {
      readers.push({ mark, caseId, who: await signIn(server, cast.people[role]) });
    }
  }
}, 120_000);
afterAll(async () => {
  await server.close();
  await database.close();
});

/** A small generator, so that a failing run can be run again from its seed. */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Null when the request was cut off, as every fifth is, a few milliseconds in. */
function ask(path: string, cookie: string, cutAfterMs: number | null): Promise<string | null> {
  const { port } = server.http.address() as AddressInfo;
  return new Promise((resolve) => {
    let text = '';
    const asked = request({ port, path, headers: { cookie }, agent: false });
    asked.on('response', (response) => {
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve(text));
      response.on('error', () => resolve(null));
    });
    asked.on('error', () => resolve(null));
    asked.end();
    if (cutAfterMs !== null) setTimeout(() => asked.destroy(), cutAfterMs);
  });
}

it(`keeps ${MARKS.length} trusts apart over ${REQUESTS} interleaved requests on five connections, with requests cut off`, async () => {
  const seed = Date.now() % 1_000_000;
  const next = numbers(seed);
  let answered = 0;
  const one = async () => {
    const reader = readers[Math.floor(next() * readers.length)];
    if (reader === undefined) throw new Error('nobody reads');
    const paths = [...PATHS, `/api/cases/${reader.caseId}`, `/api/cases/${reader.caseId}/timeline`];
    const path = paths[Math.floor(next() * paths.length)] ?? '/api/me';
    const text = await ask(path, reader.who.cookie, next() < 0.2 ? next() * 8 : null);
    if (text === null) return;
    answered += 1;
    const others = MARKS.filter((mark) => mark !== reader.mark && text.includes(mark));
    expect(others, `seed ${seed}, ${path}`).toEqual([]);
  };
  for (let done = 0; done < REQUESTS; done += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, one));
  }
  expect(answered).toBeGreaterThan(REQUESTS / 2);
});

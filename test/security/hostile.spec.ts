import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as rawRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking, problemOf, startApi } from '../api/api-server.ts';
import type { ApiServer } from '../api/api-server.ts';
import { aSetting } from '../api/setting.ts';
import { signIn } from '../api/signed-in.ts';
import type { SignedIn } from '../api/signed-in.ts';
import { anOpenCase } from '../api/story.ts';

const the = aSetting();
let dir: string;
/** Where the address is https, with a portal. */
let server: ApiServer;
let dsl: SignedIn;
let caseId: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'trustward-portal-'));
  writeFileSync(join(dir, 'index.html'), '<html><body><app-root ngCspNonce="x"></app-root></body></html>');
  writeFileSync(join(dir, 'main-ABCD1234.js'), 'console.log(1)');
  writeFileSync(join(dir, 'worker.js'), 'self.x = 1');
  server = await startApi(the.database, { portalDir: dir, publicUrl: 'https://trustward.example' });
  dsl = await signIn(the.server, the.town.dsl);
  caseId = await anOpenCase(the.town, the.town.teacher);
});
afterAll(async () => {
  await server.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Asks without what a client would put right: no dots taken out of the address, no character written otherwise. */
const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
    const { port } = server.http.address() as AddressInfo;
    const request = rawRequest({ host: '127.0.0.1', port, method, headers });
    request.path = path;
    request.on('error', reject).on('response', (response) => {
      const done = (text: string) =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      if (String(response.headers['content-type']).startsWith('text/event-stream')) {
        response.destroy();
        return done('');
      }
      let text = '';
      response.on('data', (chunk) => (text += String(chunk))).on('end', () => done(text));
    });
    request.end();
  });
/** The other server reads the same sessions; their cookie has another name where the address is https. */
const cookie = () => dsl.cookie.replace(/^[^=]+/, (name) => `__Host-${name}`);

/** One of each kind of answer there is, and the status that it has. */
const ANSWERS: readonly (readonly [string, number, () => ReturnType<typeof ask>])[] = [
  ['the page', 200, () => ask('/')],
  ['the page of a case', 200, () => ask(`/cases/${caseId}`)],
  ['the page, asked for its headers alone', 200, () => ask('/', {}, 'HEAD')],
  ['a file', 200, () => ask('/main-ABCD1234.js')],
  ['a file, compressed', 200, () => ask('/main-ABCD1234.js', { 'accept-encoding': 'br' })],
  ['the worker', 200, () => ask('/worker.js')],
  [
    'a file that has not changed',
    304,
    async () => ask('/worker.js', { 'if-none-match': String((await ask('/worker.js')).headers['etag']) }),
  ],
  ['a file that is not there', 404, () => ask('/main-GONE1234.js')],
  ['a route that is not there', 404, () => ask('/api/none')],
  ['a method that no route has', 404, () => ask('/api/me', {}, 'DELETE')],
  ['what a browser asks before a request from elsewhere', 404, () => ask('/api/me', {}, 'OPTIONS')],
  ['an address that does not decode', 400, () => ask('/api/%zz')],
  ['health', 200, () => ask('/healthz')],
  ['a body', 200, () => ask('/api/cases', { cookie: cookie() })],
  ['a case', 200, () => ask(`/api/cases/${caseId}`, { cookie: cookie() })],
  ['a stream', 200, () => ask('/api/live', { cookie: cookie(), accept: 'text/event-stream' })],
  ['whoever is not signed in', 401, () => ask('/api/me')],
  ['what another site sent', 403, () => ask('/api/sign-in', { origin: 'https://evil.example' }, 'POST')],
  ['a body that is none', 400, () => ask('/api/sign-in', {}, 'POST')],
];

describe('every answer', () => {
  it.each(ANSWERS)('says how a browser is to keep it in: %s', async (_what, status, asked) => {
    const answer = await asked();
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toMatch(/default-src '(none|self)'/);
    if (String(answer.headers['content-type']).startsWith('text/html')) {
      for (const part of ["require-trusted-types-for 'script'", "'nonce-", "frame-ancestors 'none'"]) {
        expect(policy).toContain(part);
      }
    }
    // What is in a file is the same for everybody; all else may be somebody's.
    const isFile = /javascript/.test(String(answer.headers['content-type'])) || status === 304;
    if (!isFile && answer.text !== '' && status !== 404) {
      expect(answer.headers['cache-control'] ?? 'no-store').toMatch(/no-store/);
    }
    for (const name of ['access-control-allow-origin', 'server', 'x-powered-by']) {
      expect(answer.headers[name]).toBeUndefined();
    }
  });
});

/** An address that might lead away, or put a header of its own into the answer, and how it does elsewhere. */
const ADDRESSES: readonly (readonly [string, string])[] = [
  ['//evil.example', 'taken for a host by whoever adds a slash'],
  ['//evil.example/%2e%2e', 'the same, with a folder to be left'],
  ['/\\evil.example', 'a browser reads a backslash as a slash'],
  ['/%2f%2fevil.example', 'decoded once too often'],
  ['/%5c%5cevil.example', 'decoded once too often, with backslashes'],
  ['/.evil.example', 'put behind the name of a host'],
  ['/@evil.example', 'put behind a host it becomes a user’s name'],
  ['http://evil.example/', 'as a proxy is asked'],
  ['/sign-in?next=//evil.example', 'where to go on after signing in'],
  ['/?returnTo=https://evil.example', 'the same by another name'],
  ['/cases/%0d%0alocation:%20https://evil.example', 'a line of its own in a header'],
  ['/api/cases/%0d%0aset-cookie:%20evil=1', 'a line of its own, on a route'],
  ['/%E5%98%8A%E5%98%8Dset-cookie:evil=1', 'letters that end in the bytes of a line’s end'],
  ['/main-ABCD1234.js/', 'a file as a folder, which servers redirect'],
];

describe('an address', () => {
  it.each(ADDRESSES)('such as %s leads nowhere and says nothing of itself: %s', async (path) => {
    const { status, headers, text } = await ask(path, { 'x-forwarded-host': 'evil.example' });
    expect([200, 400, 401, 404]).toContain(status);
    for (const name of ['location', 'refresh', 'set-cookie', 'link']) expect(headers[name]).toBeUndefined();
    expect(JSON.stringify(headers) + text).not.toContain('evil');
  });
});

const deep = (opens: string, closes: string, levels: number, inmost = '1') =>
  opens.repeat(levels) + inmost + closes.repeat(levels);

/** What is put in place of a value, and what it would do elsewhere. */
const DEEP: readonly (readonly [string, string, string])[] = [
  ['lists in lists', deep('[', ']', 100_000), 'a reader that calls itself runs out of stack'],
  ['objects in objects', deep('{"a":', '}', 50_000), 'the same, by names'],
  ['both in turn', deep('[{"a":', '}]', 50_000), 'the same, by two ways'],
  ['lists that are never closed', '['.repeat(200_000), 'what is kept until it ends is kept for ever'],
  [
    'very many names',
    `{${Array.from({ length: 40_000 }, (_, n) => `"a${n}":1`).join()}}`,
    'all are looked at',
  ],
  ['one name very often', `{${'"a":1,'.repeat(60_000)}"a":1}`, 'the last one counts, or the first'],
  ['a very long name', `{"${'a'.repeat(400_000)}":1}`, 'what is said of it is as long again, twice'],
  ['a very long number', '1'.repeat(400_000), 'reading digits may take their number squared'],
  [
    'a prototype far inside',
    deep('[', ']', 10_000, '{"__proto__":{"admin":true}}'),
    'a check that stops early',
  ],
];

describe('a body', () => {
  const paths = (): readonly (readonly [string, string])[] => [
    ['/api/sign-in', 'email'],
    ['/api/acknowledgements', 'token'],
    ['/api/concerns', 'facts'],
    [`/api/cases/${caseId}/duties/decide/done`, 'evidence'],
    ['/api/notices/seen', 'ids'],
  ];
  const send = (path: string, body: string): Promise<Response> =>
    asking(the.server)
      .post(path)
      .set({ cookie: dsl.cookie, 'x-csrf-token': dsl.me.csrfToken, 'content-type': 'application/json' })
      .send(body);

  it.each(DEEP)('of %s is refused, and the next is served', async (_what, value) => {
    for (const [path, field] of paths()) {
      for (const body of [value, `{"${field}":${value}}`]) {
        const response = await send(path, body);
        problemOf(
          response,
          response.status === 413 ? 413 : 400,
          response.status === 413 ? 'tooLarge' : 'badRequest',
        );
        expect(response.text.length).toBeLessThan(10_000);
      }
    }
    await asking(the.server).get('/healthz').expect(200);
    expect(Reflect.get({}, 'admin')).toBeUndefined();
  });
});

describe('what is asked for', () => {
  it('comes as nothing that a spreadsheet would take for a formula: there is no CSV', async () => {
    const { paths } = (await asking(the.server).get('/api/openapi.json').expect(200)).body as {
      paths: Record<string, Record<string, { responses: Record<string, { content?: object }> }>>;
    };
    const types = Object.values(paths).flatMap((item) =>
      Object.values(item).flatMap(({ responses }) =>
        Object.values(responses).flatMap(({ content }) => Object.keys(content ?? {})),
      ),
    );
    expect([...new Set(types)].sort()).toEqual([
      'application/json',
      'application/problem+json',
      'text/calendar',
      'text/event-stream',
    ]);
  });
});

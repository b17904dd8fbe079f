import { request as rawRequest } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { testDatabase } from '@trustward/testing';
import type { TestDatabase } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking, problemOf, startApi } from './api-server.ts';
import type { ApiServer } from './api-server.ts';

let database: TestDatabase;
let server: ApiServer;

beforeAll(async () => {
  database = await testDatabase();
  server = await startApi(database);
});
afterAll(async () => {
  await server.close();
  await database.close();
});

const portOf = () => (server.http.address() as AddressInfo).port;

/** Sends bytes that no well-behaved client would. */
const raw = (bytes: string) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(portOf(), '127.0.0.1', () => socket.end(bytes));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer)).on('error', reject);
  });

describe('health', () => {
  it('says that this process is alive without asking anyone', async () => {
    const response = await asking(server).get('/healthz').expect(200);
    expect(response.body).toEqual({ alive: true });
  });

  it('names what is missing when Temporal and the worker are not there', async () => {
    const response = await asking(server).get('/readyz').expect(503);
    expect(response.body).toEqual({ ready: false, missing: ['temporal', 'worker'], notes: [] });
  });

  it('takes a worker that was seen within 30 seconds for present', async () => {
    await database.ownerPlatform.query(`insert into platform.heartbeat (process) values ('worker')`);
    const response = await asking(server).get('/readyz').expect(503);
    expect(response.body).toEqual({ ready: false, missing: ['temporal'], notes: [] });
    await database.ownerPlatform.query(
      `update platform.heartbeat set at = clock_timestamp() - interval '31 seconds'`,
    );
    const later = await asking(server).get('/readyz').expect(503);
    expect(later.body).toEqual({ ready: false, missing: ['temporal', 'worker'], notes: [] });
  });
});

describe('a worker that sends no e-mail', () => {
  it.each([
    ['unset', /^No mail server is set: .+ nobody by e-mail\.$/],
    ['lockedOut', /^The mail server refuses our user name or password: /],
  ])(
    'because its mail server is %s says so in a sentence, and is ready all the same',
    async (mail, words) => {
      await database.ownerPlatform.query(
        `insert into platform.heartbeat (process, mail) values ('worker', $1)
       on conflict (process) do update set at = clock_timestamp(), mail = excluded.mail`,
        [mail],
      );
      const response = await asking(server).get('/readyz').expect(503);
      expect(response.body).toEqual({
        ready: false,
        missing: ['temporal'],
        notes: [expect.stringMatching(words)],
      });
    },
  );
});

describe('whatever goes wrong', () => {
  it('answers an address that does not exist with a problem', async () => {
    problemOf(await asking(server).get('/api/nothing/here'), 404, 'notFound');
    problemOf(await asking(server).put('/api/me').send({}), 404, 'notFound');
  });

  it('answers an address that does not decode with a problem and our headers', async () => {
    const response = await asking(server).get('/api/%zz');
    problemOf(response, 400, 'badRequest');
    expect(response.headers['x-content-type-options']).toBe('nosniff');
  });

  it('names the field and the reason when a body is malformed', async () => {
    const response = await asking(server).post('/api/sign-in').send({ email: '', password: 'x' });
    const body = problemOf(response, 400, 'badRequest');
    expect(body.fields).toEqual([{ field: 'email', reason: 'Enter your e-mail address' }]);
    expect(body.detail).toBe('Enter your e-mail address.');
  });

  it.each([
    [{}, 'Enter your e-mail address.'],
    [{ email: 'a@b', password: 'x', role: 'ceo' }, 'This has a field that is not known: role.'],
    [{ email: 'a@b', password: 'x'.repeat(300) }, 'Use 256 characters or fewer.'],
  ])('says in a whole sentence what is wrong with %j', async (sent, sentence) => {
    const body = problemOf(await asking(server).post('/api/sign-in').send(sent), 400, 'badRequest');
    expect(body.detail).toBe(sentence);
    for (const { reason } of body.fields ?? []) expect(reason).toMatch(/^[A-Z][^.]*[^.]$/);
  });

  it.each([
    ['no JSON at all', 'application/json', '{"email":', 400],
    ['a JSON text that is no object', 'application/json', '"email"', 400],
    ['an array', 'application/json', '[]', 400],
    ['null', 'application/json', 'null', 400],
    ['an unknown field', 'application/json', '{"email":"a@b","password":"x","role":"ceo"}', 400],
    ['a prototype', 'application/json', '{"email":"a@b","password":"x","__proto__":{"admin":true}}', 400],
    ['an array as e-mail', 'application/json', '{"email":["a"],"password":"x"}', 400],
    ['a form', 'application/x-www-form-urlencoded', 'email=a&password=b', 415],
    ['XML', 'application/xml', '<a/>', 415],
    ['nothing', 'application/json', '', 400],
  ])('refuses %s and goes on', async (_what, type, body, status) => {
    const response = await asking(server).post('/api/sign-in').set('content-type', type).send(body);
    problemOf(response, status, 'badRequest');
    await asking(server).get('/healthz').expect(200);
  });

  it('refuses a body that is too large', async () => {
    const response = await asking(server)
      .post('/api/sign-in')
      .set('content-type', 'application/json')
      .send(`{"email":"${'a'.repeat(2_000_000)}"}`);
    problemOf(response, 413, 'tooLarge');
  });

  it('answers bytes that are no HTTP and survives them', async () => {
    expect(await raw('GARBAGE\r\n\r\n')).toContain('400');
    expect(await raw('GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n')).toContain('400');
    await asking(server).get('/healthz').expect(200);
  });

  it('refuses a header list that is too long', async () => {
    const status = await new Promise((resolve, reject) => {
      const request = rawRequest({
        port: portOf(),
        path: '/healthz',
        headers: { 'x-long': 'a'.repeat(20_000) },
      });
      request.on('response', (response) => resolve(response.statusCode)).on('error', reject);
      request.end();
    });
    expect(status).toBe(431);
  });

  it('never shows a stack, a path of ours or a library’s words', async () => {
    const answers = await Promise.all([
      asking(server).post('/api/sign-in').set('content-type', 'application/json').send('{'),
      asking(server).get('/api/%zz'),
      asking(server).get('/api/nothing'),
    ]);
    for (const { text } of answers) {
      expect(text).not.toMatch(/node_modules|\bat \w+ \(|Fastify|SyntaxError|position \d/);
    }
  });
});

describe('every answer', () => {
  it('carries the security headers, errors included', async () => {
    for (const path of ['/healthz', '/api/me', '/api/nothing', '/api/openapi.json', '/api/%zz']) {
      const { headers } = await asking(server).get(path);
      expect(headers).toMatchObject({
        'content-security-policy':
          "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'x-permitted-cross-domain-policies': 'none',
        'x-dns-prefetch-control': 'off',
        'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      });
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers['strict-transport-security']).toBeUndefined();
    }
  });

  it('asks for https for two years, where the address is https', async () => {
    const secure = await startApi(database, { publicUrl: 'https://trustward.example' });
    const { headers } = await asking(secure).get('/healthz');
    expect(headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
    await secure.close();
  });

  it('can be found in the log by its id', async () => {
    for (const path of ['/healthz', '/api/me', '/api/nothing']) {
      const { headers } = await asking(server).get(path);
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('is never stored by a cache, under /api', async () => {
    for (const path of ['/api/me', '/api/nothing', '/api/openapi.json']) {
      expect((await asking(server).get(path)).headers['cache-control']).toBe('no-store');
    }
  });
});

describe('the log', () => {
  it('holds route templates, and nothing of addresses, bodies or headers', async () => {
    server.log.length = 0;
    const canary = 'canary-4711';
    await asking(server).get(`/api/cases/${canary}?q=${canary}`).set('user-agent', canary);
    await asking(server)
      .post('/api/sign-in')
      .send({ email: `${canary}@x`, password: canary });
    await asking(server).get(`/${canary}`);
    expect(server.log.length).toBeGreaterThanOrEqual(3);
    expect(server.log.join('')).not.toContain(canary);
  });
});

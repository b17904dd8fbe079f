import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { problem } from '@trustward/contracts';
import type { Problem } from '@trustward/contracts';
import { testDatabase } from '@trustward/testing';
import type { TestDatabase } from '@trustward/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asking, startApi } from './api-server.ts';
import type { ApiServer } from './api-server.ts';

let database: TestDatabase;
let server: ApiServer;

beforeAll(async () => {
  database = await testDatabase();
  server = await startApi(database);
});
beforeEach(() => void (server.log.length = 0));
afterAll(async () => {
  await server.close();
  await database.close();
});

const CANARY = 'canary-4711';

/** Sends the bytes, one part after another, and collects what comes until the line is cut. */
const exchange = (...parts: readonly string[]) =>
  new Promise<string>((resolve, reject) => {
    const { port } = server.http.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.setTimeout(10_000, () => socket.destroy(new Error('nothing more came')));
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.on('close', () => resolve(answer)).on('error', reject);
    void (async () => {
      for (const part of parts) {
        socket.write(part, 'latin1');
        await pause(50);
      }
    })();
  });

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Problem;
}

/** The one answer in these bytes, which must be a problem that is complete. */
function problemIn(bytes: string): Answer {
  const [head = '', text = ''] = bytes.split('\r\n\r\n', 2);
  const [first = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  expect(headers['content-length'], bytes).toBe(String(Buffer.byteLength(text, 'latin1')));
  const body = problem.strict().parse(JSON.parse(Buffer.from(text, 'latin1').toString('utf8')));
  return { status: Number(first.split(' ')[1]), headers, body };
}

const CLOSE = 'connection: close\r\n';
const post = (headers: string, body = '') =>
  `POST /api/sign-in HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n${headers}\r\n${body}`;

/** What is sent, the status and the code that answer it. */
const WRONG: readonly (readonly [string, number, Problem['code'], readonly string[]])[] = [
  ['bytes that are no HTTP', 400, 'badRequest', [`${CANARY}\r\n\r\n`]],
  [
    'the first bytes of a TLS connection',
    400,
    'badRequest',
    ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ],
  ['the preface of HTTP/2', 400, 'badRequest', ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n']],
  ['a method that nobody knows', 400, 'badRequest', ['BREW /api/me HTTP/1.1\r\nhost: a\r\n\r\n']],
  ['a method that no route has', 404, 'notFound', [`PROPFIND /api/me HTTP/1.1\r\nhost: a\r\n${CLOSE}\r\n`]],
  ['a request to be a proxy', 400, 'badRequest', [`CONNECT ${CANARY}:443 HTTP/1.1\r\nhost: a\r\n\r\n`]],
  ['a version that is none', 400, 'badRequest', ['GET /healthz HTTP/9.9\r\nhost: a\r\n\r\n']],
  [
    'headers that are too large',
    431,
    'tooLarge',
    [`GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(40_000)}\r\n\r\n`],
  ],
  [
    'an address that is too long',
    431,
    'tooLarge',
    [`GET /${'x'.repeat(40_000)} HTTP/1.1\r\nhost: a\r\n\r\n`],
  ],
  [
    'a header with a character that none may have',
    400,
    'badRequest',
    ['GET / HTTP/1.1\r\nhost: a\r\nx: \0\r\n\r\n'],
  ],
  ['no host', 400, 'badRequest', ['GET /healthz HTTP/1.1\r\n\r\n']],
  ['two hosts', 400, 'badRequest', [`GET /healthz HTTP/1.1\r\nhost: a\r\nHost: ${CANARY}\r\n\r\n`]],
  [
    'an expectation that we do not meet',
    417,
    'badRequest',
    [post(`expect: ${CANARY}\r\ncontent-length: 2\r\n`)],
  ],
  ['a body of less than nothing', 400, 'badRequest', [post('content-length: -1\r\n')]],
  ['a body of a length that is no number', 400, 'badRequest', [post('content-length: 2x\r\n', '{}')]],
  ['two lengths', 400, 'badRequest', [post('content-length: 2\r\ncontent-length: 3\r\n', '{}')]],
  [
    'a length and chunks',
    400,
    'badRequest',
    [post('content-length: 2\r\ntransfer-encoding: chunked\r\n', '0\r\n\r\n')],
  ],
  ['an encoding that does not end in chunks', 400, 'badRequest', [post('transfer-encoding: gzip\r\n', '{}')]],
  [
    'a chunk without a length',
    400,
    'badRequest',
    [post('transfer-encoding: chunked\r\n'), `${CANARY}\r\n${CANARY}\r\n`],
  ],
  [
    'an address that does not decode',
    400,
    'badRequest',
    [`GET /api/%zz-${CANARY} HTTP/1.1\r\nhost: a\r\n${CLOSE}\r\n`],
  ],
  ['a body that is too large by its length', 413, 'tooLarge', [post('content-length: 99999999\r\n')]],
  [
    'a body that is too large in chunks',
    413,
    'tooLarge',
    [post('transfer-encoding: chunked\r\n', `1e8480\r\n${'x'.repeat(2_000_000)}\r\n0\r\n\r\n`)],
  ],
];

describe('bytes on the line', () => {
  it.each(WRONG)(
    'of %s are answered %i %s, in our words and with our headers',
    async (_what, status, code, parts) => {
      const answer = problemIn(await exchange(...parts));
      expect({ status: answer.status, code: answer.body.code, in: answer.body.status }).toEqual({
        status,
        code,
        in: status,
      });
      expect(answer.body.detail).toMatch(/^[A-Z].*[.]$/);
      const { headers } = await asking(server).get('/api/nothing');
      const always = ['date', 'connection', 'content-length', 'x-request-id', 'keep-alive'];
      for (const [name, value] of Object.entries(headers as Record<string, string>)) {
        if (!always.includes(name)) expect([name, answer.headers[name]]).toEqual([name, value]);
      }
      expect(answer.headers['x-request-id']).toBe(answer.body.requestId);
    },
  );

  it.each(WRONG)(
    'of %s leave one quiet line in the log, and none of themselves',
    async (_what, status, _code, parts) => {
      const answer = problemIn(await exchange(...parts));
      await pause(20);
      const lines = server.log.map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(lines).toMatchObject([{ level: 'info', status, requestId: answer.body.requestId }]);
      expect(server.log.join('')).not.toContain(CANARY);
    },
  );

  it('that stop coming are answered 408 in the middle of a header and in the middle of a body', async () => {
    const { requestTimeout, headersTimeout } = server.http;
    Object.assign(server.http, { requestTimeout: 500, headersTimeout: 500 });
    const halves = ['GET /healthz HTT', post('content-length: 100\r\n', `{"email":"${CANARY}`)];
    const answers = await Promise.all(halves.map((half) => exchange(half)));
    Object.assign(server.http, { requestTimeout, headersTimeout });
    for (const { status, body } of answers.map(problemIn)) {
      expect([status, body.code]).toEqual([408, 'tooSlow']);
    }
    await pause(20);
    expect(server.log.map((line) => (JSON.parse(line) as { level: string }).level)).toEqual(['info', 'info']);
  });

  it('after a request that is still being answered do not mix with its answer', async () => {
    const answer = await exchange(`GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n${CANARY}\r\n\r\n`);
    expect(answer.match(/HTTP\/1\.1/g)?.length ?? 0).toBeLessThanOrEqual(1);
    expect(answer).not.toContain('badRequest');
  });

  it('that ask whether to go on are told to, and then answered', async () => {
    const body = '{"email":"a@b","password":""}';
    const answer = await exchange(
      post(`expect: 100-continue\r\n${CLOSE}content-length: ${body.length}\r\n`),
      body,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 400 /);
  });

  it('of HTTP/1.0 need name no host', async () => {
    expect(await exchange('GET /healthz HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('cut off in the middle, again and again, harm nobody else', async () => {
    const { port } = server.http.address() as AddressInfo;
    const cuts = Array.from({ length: 40 }, (_, n) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(post('content-length: 100\r\n', '{"email":').slice(0, 10 + n * 3), () =>
          socket.resetAndDestroy(),
        );
      });
      return new Promise((done) => socket.on('error', done).on('close', done));
    });
    await Promise.all(cuts);
    await pause(50);
    await asking(server).get('/healthz').expect(200);
    expect(server.log.filter((line) => !line.includes('"level":"info"'))).toEqual([]);
  });
});

import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outgoing } from './outgoing.ts';

const GET = { method: 'GET', headers: {} };
let server: Server;
let port: number;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, answer) => {
    asked.push(request.url ?? '');
    if (request.url === '/moved') answer.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    else if (request.url === '/large') answer.end(Buffer.alloc(600 * 1024));
    else answer.writeHead(200, { 'content-type': 'application/json', 'x-more': '1' }).end('{"here":true}');
  });
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((down) => server.close(down)));

const resolvesTo = (...addresses: string[]) =>
  outgoing({
    loopback: false,
    resolve: (_host, _options, done) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      ),
  });

describe('an address that somebody entered', () => {
  it.each([
    ['http://issuer.example/', 'notHttps'],
    ['file:///etc/passwd', 'notHttps'],
    ['https://127.0.0.1/', 'notPublic'],
    ['https://[::1]/', 'notPublic'],
    ['https://0x7f.1/', 'notPublic'],
    ['https://2130706433/', 'notPublic'],
    ['https://[::ffff:10.0.0.1]/', 'notPublic'],
    ['https://169.254.169.254/latest/meta-data/', 'notPublic'],
    ['https://one:two@issuer.example/', 'notPublic'],
  ])('is not asked as %s', async (url, because) => {
    await expect(outgoing({ loopback: false })(url, GET)).rejects.toMatchObject({ because });
  });

  it('is not asked where its name stands for one of ours, alone or beside one of the internet', async () => {
    const own = outgoing({ loopback: false })(`https://localhost:${port}/`, GET);
    await expect(own).rejects.toMatchObject({ because: 'notPublic' });
    for (const addresses of [['10.0.0.1'], ['8.8.8.8', '10.0.0.1'], ['::1'], []]) {
      const names = resolvesTo(...addresses)(`https://issuer.example:${port}/`, GET);
      await expect(names).rejects.toMatchObject({ because: 'notPublic' });
    }
    expect(asked).toEqual([]);
  });

  it('is asked about as the connection is made, whatever it stood for before', async () => {
    const answers = [['127.0.0.1'], ['192.168.0.1']];
    const ask = outgoing({
      loopback: true,
      resolve: (_host, _options, done) => done(null, [{ address: answers.shift()?.[0] ?? '', family: 4 }]),
    });
    const url = `http://issuer.example:${port}/`;
    expect((await ask(url, GET)).status).toBe(200);
    await expect(ask(url, GET)).rejects.toMatchObject({ because: 'notPublic' });
  });

  it('of this machine is asked where that is said, as nothing else is without TLS', async () => {
    const ask = outgoing({ loopback: true });
    const answer = await ask(`http://127.0.0.1:${port}/here`, GET);
    expect(await answer.json()).toEqual({ here: true });
    expect([...answer.headers.keys()]).toEqual(['content-type']);
    await expect(ask('http://8.8.8.8/', GET)).rejects.toMatchObject({ because: 'notPublic' });
    await expect(ask('https://10.0.0.1/', GET)).rejects.toMatchObject({ because: 'notPublic' });
  });

  it('leads nowhere else, and says no more than is read', async () => {
    const ask = outgoing({ loopback: true });
    const moved = ask(`http://127.0.0.1:${port}/moved`, GET);
    await expect(moved).rejects.toMatchObject({ because: 'redirect' });
    const large = ask(`http://127.0.0.1:${port}/large`, GET);
    await expect(large).rejects.toMatchObject({ because: 'tooLarge' });
  });
});

import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { Door, PlatformDoor, createDataSource } from '@trustward/database';
import { aTrust, testDatabase } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestDatabase } from '@trustward/testing';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** A way to a server on which what is open falls silent: nothing gets through any more, and nothing ends. */
async function aWay(to: URL) {
  const open = new Set<Socket>();
  const way = createServer((near) => {
    const far = connect(Number(to.port), to.hostname);
    for (const socket of [near, far]) open.add(socket.on('error', () => undefined));
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((up) => way.listen(0, '127.0.0.1', up));
  const url = new URL(to);
  [url.hostname, url.port] = ['127.0.0.1', String((way.address() as AddressInfo).port)];
  return {
    url: url.href,
    fallSilent: () => open.forEach((socket) => socket.unpipe().pause()),
    end: () => {
      way.close();
      open.forEach((socket) => socket.destroy());
    },
  };
}

describe('a connection on which PostgreSQL says nothing any more', () => {
  it('fails what was asked on it, and is given to nobody else', async () => {
    const way = await aWay(new URL(database.workerUrl));
    const source = createDataSource({ url: way.url, process: 'test', poolSize: 1, answersWithinMs: 300 });
    await source.initialize();
    const trust = await aTrust(database);
    const door = new Door(source, database.vault);
    const platform = new PlatformDoor(source);
    const [inTrust, outside] = [
      () =>
        door.run({ tenantId: trust.id, actor: 'test' }, (tx) => tx.query<{ one: number }>('select 1 as one')),
      () => platform.run((tx) => tx.query<{ one: number }>('select 1 as one')),
    ];
    for (const ask of [inTrust, outside]) {
      expect(await ask()).toEqual([{ one: 1 }]);
      way.fallSilent();
      await expect(ask()).rejects.toThrow(/timeout/);
      expect(await ask()).toEqual([{ one: 1 }]);
    }
    way.end();
    await source.destroy();
  });
});

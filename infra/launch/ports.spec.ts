import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { isTaken } from './ports.ts';

describe('a port', () => {
  let other: Server;

  afterEach(() => other.close());

  it('is taken while another program listens on it', async () => {
    expect(await isTaken(await listenElsewhere())).toBe(true);
  });

  it('is not taken by whoever only looked at it at the same instant', async () => {
    const port = await listenElsewhere();
    const looking = isTaken(port);
    other.close();
    expect(await looking).toBe(false);
  });

  async function listenElsewhere(): Promise<number> {
    other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    return (other.address() as AddressInfo).port;
  }
});

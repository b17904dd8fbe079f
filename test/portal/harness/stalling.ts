import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { baseUrl } from './visitor.ts';

/** A way to the portal that can stop answering without failing, as a captive network does. */
export async function stallingWay(): Promise<{ url: string; stall(): void; end(): void }> {
  const sockets = new Set<Socket>();
  let stalled = false;
  const server = createServer((from) => {
    sockets.add(from);
    from.on('error', () => undefined).on('close', () => sockets.delete(from));
    if (stalled) return;
    const { hostname, port } = new URL(baseUrl());
    const to = createConnection({ host: hostname, port: Number(port) });
    to.on('error', () => from.destroy());
    from.pipe(to).pipe(from);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stall: () => {
      stalled = true;
      for (const socket of sockets) socket.destroy();
    },
    end: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

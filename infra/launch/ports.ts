import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Below the range from which systems take the ports of outgoing connections, which come and go. */
const LOWEST = 20_000;
const HIGHEST = 32_000;
const LOOKS = 3;
const BETWEEN_LOOKS_MS = { least: 20, most: 200 } as const;

/** A port nobody listens on at this moment. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port, host)) return port;
  }
}

/** Whether the port can be listened on now. */
export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * Whether another has the port for good. Of two who try to listen at the same instant Linux may refuse both, so whoever is
 * refused looks again, each at a moment of their own.
 */
export async function isTaken(port: number, host?: string): Promise<boolean> {
  for (let look = 1; look <= LOOKS; look += 1) {
    if (await isFree(port, host)) return false;
    if (look < LOOKS) await pause(randomInt(BETWEEN_LOOKS_MS.least, BETWEEN_LOOKS_MS.most));
  }
  return true;
}

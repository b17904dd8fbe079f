import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BareOrder } from '../bare/order.ts';
import type { Recorded } from '../bare/recording.ts';
import { POOL_SIZE } from './database.ts';
import { answers, freePort, startNode } from './node-process.ts';
import type { Running } from './node-process.ts';
import type { World } from './world.ts';

const SERVER = fileURLToPath(new URL('../bare/server.ts', import.meta.url));

export interface BareRoute {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly status: number;
  readonly recorded: Recorded;
  /** A second recording, where what was made up for the first must be made up for each request. */
  readonly another?: Recorded;
}

/** The bare route in a process of its own, with as many connections as the API has, and as the same role. */
export async function startBare(
  world: World,
  { method, path: route, status, recorded, another }: BareRoute,
): Promise<Running & { readonly url: string }> {
  const port = await freePort();
  const order: BareOrder = {
    port,
    databaseUrl: world.database.urls.api,
    poolSize: POOL_SIZE,
    method,
    path: route,
    status,
    answer: recorded.answer,
    recording: recorded.lines,
    another: another?.lines ?? null,
  };
  const file = path.join(world.folder, `bare-${port}.json`);
  await writeFile(file, JSON.stringify(order), { mode: 0o600 });
  const env = { PATH: process.env['PATH'], NODE_ENV: 'production' };
  const url = `http://127.0.0.1:${port}`;
  const running = await startNode([SERVER, file], env, path.join(world.folder, `bare-${port}.log`), () =>
    answers(`${url}/nothing-here`),
  );
  return { ...running, url };
}

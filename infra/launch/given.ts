import { once } from 'node:events';
import { connect } from 'node:net';
import { outside } from './outside.ts';
import type { OutsideName } from './outside.ts';
import { Refusal } from './refusal.ts';

const WITHIN_MS = 3_000;
const AGAIN_AFTER_MS = 250;

/** Servers that are given from outside answer before anything is made: what waits for them later can say it in a log alone. */
export async function checkGiven(): Promise<void> {
  await answers('PostgreSQL', 'TRUSTWARD_DATABASE_URL', outside('TRUSTWARD_DATABASE_URL'), 5432);
  const temporal = outside('TRUSTWARD_TEMPORAL_ADDRESS');
  await answers('Temporal server', 'TRUSTWARD_TEMPORAL_ADDRESS', temporal && `grpc://${temporal}`, 7233);
}

async function answers(
  what: string,
  name: OutsideName,
  url: string | undefined,
  usual: number,
): Promise<void> {
  if (url === undefined || !URL.canParse(url)) return;
  const { hostname, port } = new URL(url);
  if (hostname === '') return;
  const place = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || usual };
  const giveUpAt = Date.now() + WITHIN_MS;
  while (!(await isReached(place))) {
    if (Date.now() > giveUpAt) {
      throw new Refusal(
        `No ${what} answers at ${hostname}:${place.port}: start it, or correct ${name}, or leave that out to have one started here.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
  }
}

async function isReached(place: { host: string; port: number }): Promise<boolean> {
  const socket = connect(place);
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(WITHIN_MS) });
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

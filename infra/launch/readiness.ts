import { readFileSync } from 'node:fs';
import { isFull } from './data-folder.ts';
import type { DataFolder } from './data-folder.ts';
import { isAnyAddress } from './environment.ts';
import { startAgainOn } from './options.ts';
import type { Options } from './options.ts';
import { freePort, isFree } from './ports.ts';
import { Breakdown, Refusal } from './refusal.ts';
import type { Supervised } from './supervised.ts';

const READY_WITHIN_MS = 120_000;
const DEATHS_TOLERATED = 3;

/**
 * Waits until our own API, whose figures stand at a port of its own, has the public one, and says that the database,
 * Temporal and the worker are there. Another program's answer at the public port is nobody's readiness.
 */
export async function untilReady(
  options: Options,
  folder: DataFolder,
  children: readonly Supervised[],
  metricsPort: number,
): Promise<void> {
  const host = isAnyAddress(options.host) ? '127.0.0.1' : options.host;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${options.port}/readyz`;
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  let answer = 'no answer';
  while (Date.now() < giveUpAt) {
    const failing = children.find((child) => child.deaths >= DEATHS_TOLERATED);
    if (failing) {
      if (/EADDRINUSE/.test(lastLine(folder, failing.name))) throw new Refusal(await portTaken(options));
      throw new Breakdown(
        `${failing.name} ends as soon as it starts (${lastLine(folder, failing.name)}): ${hint(folder)}`,
      );
    }
    if (isFull(folder)) throw new Breakdown('The disk is full.');
    answer = (await ask(`http://127.0.0.1:${metricsPort}/metrics`)) || (await ask(url));
    if (answer === '') return;
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  throw new Breakdown(`Trustward did not get ready within two minutes (${answer}): ${hint(folder)}`);
}

export async function portTaken({ port }: Options): Promise<string> {
  const free = (await firstFree(port + 1)) ?? (await freePort());
  const again = startAgainOn(process.argv.slice(2), free);
  return `Port ${port} is taken by another program: give a free one, as in ${again}.`;
}

/** Near the one that was wanted, as a person would look for it. */
async function firstFree(from: number): Promise<number | null> {
  for (let port = from; port < Math.min(from + 20, 65_536); port += 1) if (await isFree(port)) return port;
  return null;
}

function hint(folder: DataFolder): string {
  return `the logs in ${folder.at('logs')} say why.`;
}

/** Empty when ready, else what is missing. */
async function ask(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(3_000) });
    return response.ok ? '' : (await response.text()).slice(0, 300);
  } catch {
    // Not listening yet.
    return 'the API does not answer';
  }
}

function lastLine(folder: DataFolder, name: string): string {
  const lines = readFileSync(folder.log(name), 'utf8').trim().split('\n');
  return (lines.findLast((text) => /error/i.test(text)) ?? lines.at(-1) ?? 'it said nothing')
    .trim()
    .slice(0, 300);
}

import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from './data-folder.ts';
import type { DataFolder } from './data-folder.ts';
import { identityOf, isAlive } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

const ENDING = '.pid.json';
const END_WITHIN_MS = 6_000;

/** Notes which process does the job, so that a later start finds it should this one be killed. */
export function record(folder: DataFolder, name: string, pid: number): void {
  const identity = identityOf(pid);
  if (identity) writeWhole(folder.at('run', `${name}${ENDING}`), JSON.stringify(identity));
}

export function forget(folder: DataFolder, name: string): void {
  rmSync(folder.at('run', `${name}${ENDING}`), { force: true });
}

/** Ends what a killed launcher left behind; answers how many there were. Strangers with a reused number are left alone. */
export async function endLeftovers(folder: DataFolder): Promise<number> {
  const run = folder.at('run');
  if (!existsSync(run)) return 0;
  const files = readdirSync(run).filter((name) => name.endsWith(ENDING));
  const alive = files
    .map((name) => read(path.join(run, name)))
    .filter((it): it is ProcessIdentity => it !== undefined && isAlive(it));
  await Promise.all(alive.map(end));
  for (const name of files) rmSync(path.join(run, name), { force: true });
  return alive.length;
}

function read(file: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity;
  } catch {
    // Damaged: it names nobody.
    return undefined;
  }
}

/** SIGINT means "stop now, cleanly" to PostgreSQL, Temporal and Node alike. */
async function end(process_: ProcessIdentity): Promise<void> {
  signal(process_, 'SIGINT');
  const giveUpAt = Date.now() + END_WITHIN_MS;
  while (isAlive(process_)) {
    if (Date.now() > giveUpAt) signal(process_, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

function signal({ pid }: ProcessIdentity, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It ended between our look and our signal.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

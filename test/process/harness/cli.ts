import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ProcessWorld } from './process-world.ts';

const MAIN = fileURLToPath(new URL('../../../apps/cli/dist/main.js', import.meta.url));

/** Runs one of the commands of `cli` as the owner of the tables, and answers what it printed. */
export async function cli(
  { database, environment }: ProcessWorld,
  ...command: readonly string[]
): Promise<string> {
  const env = { PATH: process.env['PATH'], ...environment, TRUSTWARD_DATABASE_URL: database.ownerUrl };
  return (await promisify(execFile)(process.execPath, [MAIN, ...command], { env })).stdout;
}

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { compiledIn } from '@trustward/infra/compiled';
import { programIn } from '@trustward/infra/programs';
import type { ProcessWorld } from './process-world.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const MAIN = programIn(root, 'cli');

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly talk: string;
}

/** Runs one of the commands of `cli` as the owner of the tables. */
export const commandLine = (world: ProcessWorld, ...command: readonly string[]): Promise<Ended> =>
  given(world, '', ...command);

/** As `commandLine`, with something on standard input. */
export function given(
  { database, environment }: ProcessWorld,
  input: string,
  ...command: readonly string[]
): Promise<Ended> {
  const url = { TRUSTWARD_DATABASE_URL: database.ownerUrl };
  const env = { PATH: process.env['PATH'], ...compiledIn(root), ...environment, ...url };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [MAIN, ...command], { env }, (error, out, talk) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, talk });
    });
    child.stdin?.end(input);
  });
}

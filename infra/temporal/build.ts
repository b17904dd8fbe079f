import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { isWritable } from '../launch/cache.ts';
import { CLI_VERSION, PROGRAMS } from './version.ts';
import type { ProgramName } from './version.ts';

const MODULE = fileURLToPath(new URL('.', import.meta.url));
const VERSION_VARIABLE = 'github.com/temporalio/cli/internal/temporalcli.Version';
/** How many packages the pinned build compiles, to show how far it is. */
const PACKAGES_ABOUT = 1_750;

export async function goIsPresent(): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)('go', ['env', 'GOVERSION'], { cwd: '/', timeout: 10_000 });
    const [major = 0, minor = 0] = (/^go(\d+)\.(\d+)/.exec(stdout) ?? []).slice(1).map(Number);
    return major > 1 || (major === 1 && minor >= 26);
  } catch {
    // No Go on the PATH, or one that does not answer.
    return false;
  }
}

/**
 * Builds a program pinned in go.mod; what the module proxy sends is checked against go.sum. All of them share nearly
 * every package, which Go compiles once.
 */
export async function buildProgram(
  name: ProgramName,
  target: string,
  say: (sentence: string) => void,
): Promise<void> {
  say(`Building ${name} from source: about 3 minutes, or seconds where its packages were compiled before`);
  await mkdir(path.dirname(target), { recursive: true });
  const fresh = `${target}.${process.pid}`;
  const environment = goEnvironment(path.dirname(target));
  try {
    await go(['mod', 'download'], environment, () => undefined);
    let done = 0;
    const flags = `-s -w -X ${VERSION_VARIABLE}=${CLI_VERSION}`;
    await go(
      ['build', '-v', '-trimpath', '-ldflags', flags, '-o', fresh, PROGRAMS[name].source],
      environment,
      () => {
        done += 1;
        if (done % 100 === 0) say(`${name}: ${done} of about ${PACKAGES_ABOUT} packages compiled`);
      },
    );
    await rename(fresh, target);
  } finally {
    await rm(fresh, { force: true });
  }
}

function goEnvironment(cache: string): NodeJS.ProcessEnv {
  const home = process.env['HOME'];
  const homeless = !home || !isWritable(home);
  return {
    ...process.env,
    // A module cache inside a data folder must be removable with it.
    GOFLAGS:
      `${process.env['GOFLAGS'] ?? ''} -mod=readonly -buildvcs=false${homeless ? ' -modcacherw' : ''}`.trim(),
    GOWORK: 'off',
    // Go keeps its modules and objects below HOME; without one, beside what is built.
    ...(homeless && {
      GOPATH: process.env['GOPATH'] ?? path.join(cache, 'go'),
      GOCACHE: process.env['GOCACHE'] ?? path.join(cache, 'go-build'),
    }),
  };
}

async function go(args: string[], env: NodeJS.ProcessEnv, onLine: (line: string) => void): Promise<void> {
  const child = spawn('go', args, { cwd: MODULE, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let last = '';
  createInterface({ input: child.stderr }).on('line', (line) => {
    last = line;
    onLine(line);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`Temporal could not be built (go ${args[0] ?? ''}): ${last}`);
}

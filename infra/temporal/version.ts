import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What go.mod pins: the command line, and the server inside it. */
export const CLI_VERSION = '1.8.2';
const SERVER_VERSION = [1, 31, 2] as const;

/** Whether the program answers as a Temporal whose server is the pinned one or a later patch of it. */
export async function isRightTemporal(program: string): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)(program, ['--version'], { timeout: 10_000 });
    const found = /Server (\d+)\.(\d+)\.(\d+)/.exec(stdout)?.slice(1).map(Number) ?? [];
    const [major, minor, patch] = SERVER_VERSION;
    return found[0] === major && found[1] === minor && (found[2] ?? -1) >= patch;
  } catch {
    // Not there, not executable, or something else of that name: not the right one.
    return false;
  }
}

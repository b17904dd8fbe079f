import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

export interface Folder {
  readonly path: string;
  remove(): Promise<void>;
}

/** A folder of its own for one test file, which PostgreSQL's account may enter too. */
export async function temporaryFolder(name: string): Promise<Folder> {
  const folder = await mkdtemp(path.join(tmpdir(), `trustward-${name}-`));
  await chmod(folder, 0o755);
  return { path: folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Node's own copy gives everything to whoever copies, and PostgreSQL refuses a folder that is another's. */
export async function copy(from: string, to: string): Promise<void> {
  await promisify(execFile)('cp', ['-a', from, to]);
}

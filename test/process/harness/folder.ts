import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

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

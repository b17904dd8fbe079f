import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

export interface Folder {
  readonly path: string;
  /** Writes a file in it, and says where. */
  write(name: string, text: string | Uint8Array): string;
}

/** A folder that is gone when the tests of a file are over. */
export function aFolder(): Folder {
  const folder = mkdtempSync(path.join(tmpdir(), 'trustward-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    path: folder,
    write(name, text) {
      const file = path.join(folder, name);
      writeFileSync(file, text);
      return file;
    },
  };
}

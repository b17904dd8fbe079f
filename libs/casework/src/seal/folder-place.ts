import { mkdir, open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { HeadsPlace } from './ship.ts';

const NEW_LINE = Buffer.from('\n');

/** A folder with a file for each trust, a line for each head; only ever added to. */
export function folderPlace(folder: string): HeadsPlace {
  return {
    async keep(tenantId, heads) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = await open(path.join(folder, `${tenantId}.jsonl`), 'a+', 0o600);
      try {
        const isNew = (await file.stat()).size === 0;
        const before = (await endsWhole(file)) ? '' : '\n';
        await file.appendFile(`${before}${heads.join('\n')}\n`);
        await file.sync();
        if (isNew) await syncFolder(folder);
      } finally {
        await file.close();
      }
    },
  };
}

/** A loss of power may have cut a line short. It stays as it is, and its head is written again. */
async function endsWhole(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return true;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.equals(NEW_LINE);
}

/** That there is such a file lasts only once its folder has been written. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

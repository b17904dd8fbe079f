import { accessSync, constants, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { outside } from './outside.ts';

/** Where downloads and builds that outlive a data folder are kept. */
export function cacheFolder(dataFolder?: string): string {
  const told = outside('TRUSTWARD_CACHE_DIR');
  if (told) return path.resolve(told);
  const home = process.env['HOME'];
  const base = process.env['XDG_CACHE_HOME'] ?? (home ? path.join(home, '.cache') : undefined);
  if (base && isWritable(base)) return path.join(base, 'trustward');
  return dataFolder ? path.join(dataFolder, 'cache') : path.join(tmpdir(), 'trustward-cache');
}

/** Whether something can be made at the path, or in the nearest folder above it that exists. */
export function isWritable(folder: string): boolean {
  let at = path.resolve(folder);
  while (!existsSync(at)) at = path.dirname(at);
  try {
    accessSync(at, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    // access(2) answers no by throwing.
    return false;
  }
}

import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { copy } from './folder.ts';
import type { ProcessWorld } from './process-world.ts';

type Store = 'postgres' | 'temporal';

/** What a store keeps on disk; SQLite's log of what is not yet in the file belongs to it, where there is one. */
const files = ({ folder, temporalDbFile }: ProcessWorld, store: Store): readonly string[] =>
  store === 'postgres' ? [path.join(folder, 'postgres')] : [temporalDbFile, `${temporalDbFile}-wal`];

const copyOf = (file: string): string => `${file}-backup`;

/** A backup of what a server holds now. */
export const backUp = (world: ProcessWorld, store: Store): Promise<void> =>
  whileEnded(world, store, () => copyAll(files(world, store), (file) => [file, copyOf(file)]));

/** The server as it was when it was backed up: what came since is gone. */
export const restore = (world: ProcessWorld, store: Store): Promise<void> =>
  whileEnded(world, store, () => copyAll(files(world, store), (file) => [copyOf(file), file]));

async function whileEnded(world: ProcessWorld, store: Store, work: () => Promise<void>): Promise<void> {
  await (store === 'postgres' ? world.killPostgres() : world.killTemporal());
  await work();
  await (store === 'postgres' ? world.startPostgres() : world.startTemporal());
}

async function copyAll(
  all: readonly string[],
  way: (file: string) => readonly [from: string, to: string],
): Promise<void> {
  for (const [from, to] of all.map(way)) {
    await rm(to, { recursive: true, force: true });
    if (!existsSync(from)) continue;
    await copy(from, to);
  }
}

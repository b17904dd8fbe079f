import { linkSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { identityOf, isAlive } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

export interface Lock {
  release(): void;
}

/** Takes the lock, or answers who holds it. A holder that died holds nothing. */
export function tryLock(file: string): Lock | ProcessIdentity {
  const me = identityOf(process.pid);
  if (!me) throw new Error('This process cannot be identified.');
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const mine = `${file}.${me.pid}`;
  writeFileSync(mine, JSON.stringify(me));
  try {
    for (;;) {
      if (linked(mine, file)) return { release: () => release(file, me) };
      const holder = read(file);
      if (holder && isAlive(holder)) return holder;
      setAside(file, holder);
    }
  } finally {
    unlinkSync(mine);
  }
}

/** Waits for the lock, works, gives it back. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    const lock = tryLock(file);
    if ('release' in lock) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** link(2) makes the file whole or not at all, and fails when it is there. */
function linked(mine: string, file: string): boolean {
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(file: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity;
  } catch {
    // Released between our look and our reading, or damaged: nobody's.
    return undefined;
  }
}

/** Two may find the same dead holder; the one that comes second must not remove the first one's new lock. */
function setAside(file: string, dead: ProcessIdentity | undefined): void {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
  } catch {
    // Somebody else was quicker.
    return;
  }
  const moved = read(aside);
  if (moved && isAlive(moved) && moved.born !== dead?.born) linked(aside, file);
  unlinkSync(aside);
}

function release(file: string, me: ProcessIdentity): void {
  const holder = read(file);
  if (holder?.pid === me.pid && holder.born === me.born) unlinkSync(file);
}

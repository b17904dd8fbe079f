import { readFileSync, readdirSync } from 'node:fs';

/** What a process and all it started take of the machine's memory, in MB; what several share counts once, a part for each. */
export function memoryOf(pid: number): number {
  const own =
    Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]) / 1_024;
  return childrenOf(pid).reduce((sum, child) => sum + memoryOfOne(child), own);
}

function memoryOfOne(pid: number): number {
  try {
    return memoryOf(pid);
  } catch {
    // It ended since it was listed, as PostgreSQL's connections do.
    return 0;
  }
}

const childrenOf = (pid: number): readonly number[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );

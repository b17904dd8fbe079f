import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 400;

/**
 * Calls back when the npm that started us was killed. It cannot tell us itself, and nobody else could stop us:
 * the terminal's Ctrl-C no longer reaches us then.
 */
export function onParentGone(callback: () => void): void {
  if (!process.env['npm_lifecycle_event']) return;
  const before = ancestry();
  const timer = setInterval(() => {
    if (ancestry() === before) return;
    clearInterval(timer);
    callback();
  }, LOOK_EVERY_MS);
  timer.unref();
}

/** Our parent and its parent: between npm and us stands a shell, and with an old Node the bootstrap. */
function ancestry(): string {
  const parents: number[] = [];
  let at = process.ppid;
  for (let up = 0; up < 3 && at > 1; up += 1) {
    parents.push(at);
    if (isNpm(at)) break;
    at = parentOf(at);
  }
  return parents.join(' ');
}

function isNpm(pid: number): boolean {
  return read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').includes('npm');
}

function parentOf(pid: number): number {
  return Number(
    read(`/proc/${pid}/stat`)
      .replace(/^.*\) /s, '')
      .split(' ')[1] ?? 0,
  );
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // That process is gone, or the system has no /proc: then our own parent has to do.
    return '';
  }
}

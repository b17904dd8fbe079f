import { existsSync, readlinkSync, realpathSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';

const END_WITHIN_MS = 8_000;

/**
 * A launcher that was killed leaves its PostgreSQL behind, and a machine that went down leaves a pid file whose
 * number may by now be a stranger's. The server that truly works in this folder is ended; the file is removed.
 */
export async function endStaleServer(folder: string): Promise<void> {
  const file = path.join(folder, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number((await readFile(file, 'utf8')).split('\n')[0]);
  if (Number.isInteger(pid) && pid > 1 && worksIn(pid, folder)) await end(pid, folder);
  await rm(file, { force: true });
}

function worksIn(pid: number, folder: string): boolean {
  if (process.platform !== 'linux') return isAlive(pid);
  try {
    // The folder may have been given by a link; where a process works is never told by one.
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
  } catch {
    // Gone, or another user's and so not ours.
    return false;
  }
}

async function end(pid: number, folder: string): Promise<void> {
  const started = Date.now();
  process.kill(pid, 'SIGINT');
  let harder = false;
  while (worksIn(pid, folder)) {
    if (!harder && Date.now() - started > END_WITHIN_MS) {
      process.kill(pid, 'SIGQUIT');
      harder = true;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

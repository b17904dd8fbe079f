import { chmodSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** One folder for whatever a run of tests or a bench keeps for a while, the browser's and PostgreSQL's too. */
export class Temporary {
  readonly #path: string;

  constructor(of: 'tests' | 'bench') {
    this.#path = mkdtempSync(path.join(tmpdir(), `trustward-${of}-`));
    // Root lends PostgreSQL another account, which has to walk through.
    chmodSync(this.#path, 0o711);
    process.env['TMPDIR'] = this.#path;
  }

  /** Ends what was broken off and left running, and removes the folder; answers how many processes there were. */
  clear(): number {
    const left = this.#processes();
    for (const pid of left) end(pid);
    rmSync(this.#path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    return left.length;
  }

  /** Linux tells what a process was told and where it works; elsewhere nobody is found. */
  #processes(): number[] {
    if (process.platform !== 'linux') return [];
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
    return pids.filter((pid) => worksIn(this.#path, pid)).map(Number);
  }
}

function worksIn(folder: string, pid: string): boolean {
  try {
    const told = readFileSync(`/proc/${pid}/cmdline`, 'utf8') + readFileSync(`/proc/${pid}/environ`, 'utf8');
    return told.includes(folder) || readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
  } catch {
    // Gone since we listed it, or somebody else's.
    return false;
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It ended between our look and our signal.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

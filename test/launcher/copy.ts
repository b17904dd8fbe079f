import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@trustward/infra/ports';

const BOOTSTRAP = fileURLToPath(new URL('../../infra/launch/bootstrap.mjs', import.meta.url));
const RUNNING = /Trustward is running at (\S+)/;

export interface CopyOptions {
  readonly folder?: string;
  readonly port?: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly nodeFlags?: readonly string[];
}

/** One `npm start`, as a terminal runs it: in a process group of its own, to which Ctrl-C goes. */
export class Copy {
  readonly folder: string;
  readonly port: number;
  readonly #process: ChildProcess;
  output = '';

  static async start(options: CopyOptions = {}): Promise<Copy> {
    const copy = new Copy(options.folder ?? newFolder(), options.port ?? (await freePort()), options);
    copies.push(copy);
    return copy;
  }

  private constructor(folder: string, port: number, { env, nodeFlags = [] }: CopyOptions) {
    this.folder = folder;
    this.port = port;
    const args = [BOOTSTRAP, 'start', '--no-demo', '--data', folder, '--port', String(port)];
    this.#process = spawn(process.execPath, [...nodeFlags, ...args], {
      env: env ?? process.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const hear = (chunk: Buffer) => (this.output += chunk.toString());
    this.#process.stdout?.on('data', hear);
    this.#process.stderr?.on('data', hear);
  }

  get #hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  get address(): string {
    return RUNNING.exec(this.output)?.[1] ?? '';
  }

  async untilRunning(): Promise<this> {
    await this.untilSaid(RUNNING);
    return this;
  }

  async untilSaid(words: RegExp): Promise<void> {
    while (!words.test(this.output)) {
      if (this.#hasEnded) throw new Error(`It ended with:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** The exit code, once it has ended. */
  async ended(): Promise<number | null> {
    if (!this.#hasEnded) await once(this.#process, 'close');
    return this.#process.exitCode;
  }

  /** Ctrl-C in its terminal. */
  async interrupt(): Promise<number | null> {
    if (!this.#hasEnded) process.kill(-this.pid, 'SIGINT');
    return this.ended();
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }

  /** Which process does the job now, by the launcher's own record. */
  pidOf(name: string): number {
    const file = path.join(this.folder, 'run', `${name}.pid.json`);
    return (JSON.parse(readFileSync(file, 'utf8')) as { pid: number }).pid;
  }

  get ownerUrl(): string {
    const file = path.join(this.folder, 'run', 'environment.json');
    return (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)['TRUSTWARD_DATABASE_URL'] ?? '';
  }

  async isReady(): Promise<boolean> {
    const response = await fetch(`${this.address}/readyz`).catch(() => undefined);
    return response?.ok ?? false;
  }
}

const copies: Copy[] = [];
const folders: string[] = [];

export function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'trustward-launcher-'));
  folders.push(folder);
  return folder;
}

/** Leaves no process and no folder behind, whatever became of the tests. */
export async function clearAway(): Promise<void> {
  await Promise.all(copies.splice(0).map((copy) => copy.interrupt()));
  for (const folder of folders.splice(0)) {
    for (const pid of processesOf(folder)) process.kill(pid, 'SIGKILL');
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every process that works in the folder, was told of it, or was started with it. */
export function processesOf(folder: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  return pids.filter((pid) => belongs(pid, folder)).map(Number);
}

function belongs(pid: string, folder: string): boolean {
  try {
    const told = readFileSync(`/proc/${pid}/cmdline`, 'utf8') + readFileSync(`/proc/${pid}/environ`, 'utf8');
    return told.includes(folder) || readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
  } catch {
    // Gone since we listed it, or somebody else's.
    return false;
  }
}

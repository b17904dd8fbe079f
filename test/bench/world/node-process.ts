import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { wait } from '../say.ts';

export interface Running {
  readonly pid: number;
  readonly logFile: string;
  /** Processor time it has used so far, in ms; NaN where the system does not say. */
  cpuMs(): number;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 30_000;
const STOP_WITHIN_MS = 6_000;

/** Starts a process of its own on this Node, its talk going to a file, and waits until it says it is ready. */
export async function startNode(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  logFile: string,
  isReady: () => Promise<boolean>,
): Promise<Running> {
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', log, log] });
  closeSync(log);
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const stop = async () => {
    await end(child);
    process.off('exit', endWithUs);
  };
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  while (!(await isReady())) {
    if (child.exitCode === null && Date.now() < giveUpAt) {
      await wait(50);
      continue;
    }
    await stop();
    throw new Error(`${args.join(' ')} did not come up:\n${readFileSync(logFile, 'utf8').slice(-4_000)}`);
  }
  const pid = child.pid ?? 0;
  return { pid, logFile, stop, cpuMs: () => cpuMsOf(pid) };
}

/** Ticks of 10 ms, after the name in brackets: user is the 12th field, system the 13th. */
function cpuMsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    // No /proc on this system; it is talk only.
    return Number.NaN;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await ended;
  clearTimeout(late);
}

/** Whether the address answers with a status below 500. */
export async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url);
    await answer.arrayBuffer();
    return answer.status < 500;
  } catch {
    // Not listening yet: the only way to learn it is to ask.
    return false;
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

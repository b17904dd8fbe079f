import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { Breakdown } from '../launch/refusal.ts';
import { running } from '../launch/running.ts';
import type { Ending, Running } from '../launch/running.ts';

const READY_WITHIN_MS = 60_000;
/** Its store survives a kill, so there is nothing to wait long for. */
const ENDING: Ending = { gently: 'SIGTERM', firmly: 'SIGKILL', withinMs: 4_000 };

export interface RunningTemporal extends Running {
  /** host:port of the front end; the namespace is `trustward`. */
  readonly address: string;
  readonly port: number;
}

interface Command {
  readonly program: string;
  readonly args: readonly string[];
  /** Where the front end will listen. */
  readonly port: number;
  readonly logFile: string;
  /** What it says once whoever asks is answered. */
  readonly saysReady: RegExp;
}

/** Runs a server and waits until it says in its log that it is ready. */
export async function run({ program, args, port, logFile, saysReady }: Command): Promise<RunningTemporal> {
  const log = openSync(logFile, 'a', 0o600);
  const from = statSync(logFile).size;
  const child = spawnForOwnerOnly(program, args, log);
  closeSync(log);
  const server = running(child, ENDING);
  await untilReady(logFile, from, saysReady, server.ended);
  return { address: `127.0.0.1:${port}`, port, ...server };
}

/** The program makes its files by our mask and has no word for their mode; a store of case ids is its owner's alone. */
function spawnForOwnerOnly(program: string, args: readonly string[], log: number): ChildProcess {
  const before = process.umask(0o077);
  try {
    return spawn(program, args, { detached: true, stdio: ['ignore', log, log] });
  } finally {
    process.umask(before);
  }
}

async function untilReady(
  logFile: string,
  from: number,
  saysReady: RegExp,
  ended: Promise<void>,
): Promise<void> {
  let gone = false;
  void ended.then(() => (gone = true));
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const talk = readFileSync(logFile).subarray(from).toString();
    if (saysReady.test(talk)) return;
    if (gone || Date.now() > giveUpAt) {
      throw new Breakdown(
        `The Temporal server did not start (${telling(talk)}): its log ${logFile} says why.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** After a panic come the places in the program, which say nothing to people. */
function telling(talk: string): string {
  const lines = talk.trim().split('\n');
  return lines.find((line) => line.startsWith('panic: ')) ?? lines.at(-1) ?? '';
}

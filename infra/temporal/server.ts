import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from '../launch/ports.ts';
import { Breakdown } from '../launch/refusal.ts';
import { running } from '../launch/running.ts';
import type { Ending, Running } from '../launch/running.ts';
import { locateTemporal } from './locate.ts';

export const NAMESPACE = 'trustward';
const READY_WITHIN_MS = 60_000;
/** Its store survives a kill, so there is nothing to wait long for. */
const ENDING: Ending = { gently: 'SIGTERM', firmly: 'SIGKILL', withinMs: 4_000 };

export interface TemporalOptions {
  /** The server's SQLite file; made when it is not there. */
  readonly dbFile: string;
  /** A free one is chosen when none is given. */
  readonly port?: number;
  /** Port of Temporal's own pages; without it there are none. */
  readonly uiPort?: number;
  /** Where the server's talk goes; beside the database when not given. */
  readonly logFile?: string;
  /** After how many events a workflow is told to begin a new run; the server's own number when not given. */
  readonly newRunAfter?: number;
  /** The program; found by `locateTemporal` when not given. */
  readonly program?: string;
}

export interface RunningTemporal extends Running {
  /** host:port of the front end; the namespace is `trustward`. */
  readonly address: string;
  readonly port: number;
}

/** Starts a real Temporal server on the loopback, one process over one SQLite file. */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  const program = options.program ?? (await locateTemporal()).program;
  const dbFile = path.resolve(options.dbFile);
  await mkdir(path.dirname(dbFile), { recursive: true });
  const port = options.port ?? (await freePort());
  const logFile = options.logFile ?? `${dbFile}.log`;
  const log = openSync(logFile, 'a', 0o600);
  const from = statSync(logFile).size;
  const child = spawnForOwnerOnly(program, serverArguments(dbFile, port, options), log);
  closeSync(log);
  const server = running(child, ENDING);
  await untilReady(logFile, from, server.ended);
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

function serverArguments(dbFile: string, port: number, { uiPort, newRunAfter }: TemporalOptions): string[] {
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--namespace', NAMESPACE],
    ...['--db-filename', dbFile, '--log-level', 'warn', '--log-format', 'json', '--color', 'never'],
    ...['--disable-config-env', '--disable-config-file'],
    // Without this, fairness keys of task queues are silently ignored.
    ...['--dynamic-config-value', 'matching.enableFairness=true'],
    ...(newRunAfter === undefined
      ? []
      : ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${newRunAfter}`]),
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort), '--ui-disable-news-fetch']),
  ];
}

/** The server says where it listens once the front end and the namespace stand. */
async function untilReady(logFile: string, from: number, ended: Promise<void>): Promise<void> {
  let gone = false;
  void ended.then(() => (gone = true));
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const talk = readFileSync(logFile).subarray(from).toString();
    if (/^Temporal Server: /m.test(talk)) return;
    if (gone || Date.now() > giveUpAt) {
      throw new Breakdown(
        `The Temporal server did not start (${talk.trim().split('\n').at(-1) ?? ''}): its log ${logFile} says why.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

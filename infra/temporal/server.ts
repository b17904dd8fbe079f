import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from '../launch/ports.ts';
import { locateTemporal } from './locate.ts';
import { FAIR } from './fair.ts';
import { run } from './run.ts';
import type { RunningTemporal } from './run.ts';

export type { RunningTemporal } from './run.ts';

const NAMESPACE = 'trustward';

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

/** Starts a real Temporal server on the loopback, one process over one SQLite file. */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  const program = options.program ?? (await locateTemporal()).program;
  const dbFile = path.resolve(options.dbFile);
  await mkdir(path.dirname(dbFile), { recursive: true });
  const port = options.port ?? (await freePort());
  return run({
    program,
    args: serverArguments(dbFile, port, options),
    port,
    logFile: options.logFile ?? `${dbFile}.log`,
    // Said once the front end and the namespace stand.
    saysReady: /^Temporal Server: /m,
  });
}

function serverArguments(dbFile: string, port: number, { uiPort, newRunAfter }: TemporalOptions): string[] {
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--namespace', NAMESPACE],
    ...['--db-filename', dbFile, '--log-level', 'warn', '--log-format', 'json', '--color', 'never'],
    ...['--disable-config-env', '--disable-config-file'],
    ...Object.entries(FAIR).flatMap(([key, value]) => ['--dynamic-config-value', `${key}=${value}`]),
    ...(newRunAfter === undefined
      ? []
      : ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${newRunAfter}`]),
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort), '--ui-disable-news-fetch']),
  ];
}

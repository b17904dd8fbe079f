import { spawn } from 'node:child_process';
import { existsSync, openSync, closeSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { freePort } from '../launch/ports.ts';
import { running } from '../launch/running.ts';
import type { Ending, Running } from '../launch/running.ts';
import { Breakdown } from '../launch/refusal.ts';
import { postgresAccount } from './account.ts';
import { postgresBinaries } from './binaries.ts';
import { asSeenFromInside, createCluster, DATABASE, identity, OWNER, ownerPassword } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { endStaleServer } from './stale.ts';

const READY_WITHIN_MS = 60_000;
/** SIGINT is PostgreSQL's fast shutdown; SIGQUIT leaves recovery to the next start. */
const ENDING: Ending = { gently: 'SIGINT', firmly: 'SIGQUIT', withinMs: 6_000 };

export interface PostgresOptions {
  /** Holds the cluster and the owner's password; made when it is not there. */
  readonly dir: string;
  /** A free one is chosen when none is given. */
  readonly port?: number;
  /** Whether a commit waits for the disk. Only disposable clusters may say false. */
  readonly durable?: boolean;
  /** Where the server's talk goes; `<dir>/server.log` when not given. */
  readonly logFile?: string;
}

export interface RunningPostgres extends Running {
  /** Database `trustward` as its owner, who may make databases and roles but is no superuser. */
  readonly ownerUrl: string;
  readonly port: number;
}

/** Starts PostgreSQL on the loopback, making its cluster when there is none. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const dir = path.resolve(options.dir);
  await mkdir(dir, { recursive: true });
  const folder = path.join(dir, 'cluster');
  const account = postgresAccount(folder);
  const binaries = await postgresBinaries(account !== undefined);
  const cluster: Cluster = { folder, account, binaries };
  const password = await ownerPassword(dir);
  if (!existsSync(cluster.folder)) await createCluster(cluster, password);
  await endStaleServer(cluster.folder);
  const port = options.port ?? (await freePort());
  const ownerUrl = `postgresql://${OWNER}:${password}@127.0.0.1:${port}/${DATABASE}`;
  const logFile = options.logFile ?? path.join(dir, 'server.log');
  const server = runServer(cluster, port, options.durable ?? true, logFile);
  await untilReady(ownerUrl, logFile, server.ended);
  return { ownerUrl, port, ...server };
}

function runServer(cluster: Cluster, port: number, durable: boolean, logFile: string): Running {
  const log = openSync(logFile, 'a', 0o600);
  const args = [
    '-D',
    asSeenFromInside(cluster),
    ...settings(port, durable).flatMap((setting) => ['-c', setting]),
  ];
  // A process group of its own: Ctrl-C in the terminal must not stop it before those that use it.
  const child = spawn(cluster.binaries.postgres, args, {
    ...identity(cluster),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  return running(child, ENDING);
}

function settings(port: number, durable: boolean): string[] {
  const kept = durable ? 'on' : 'off';
  return [
    ...[`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=100'],
    ...[`fsync=${kept}`, `synchronous_commit=${kept}`, `full_page_writes=${kept}`],
    ...['shared_buffers=96MB', 'max_wal_size=512MB', 'jit=off', 'timezone=UTC', 'log_timezone=UTC'],
    // A failing statement and its DETAIL carry the values of rows: they stay out of the log.
    ...['log_min_error_statement=panic', 'log_error_verbosity=terse', 'log_checkpoints=off'],
  ];
}

async function untilReady(url: string, logFile: string, ended: Promise<void>): Promise<void> {
  let gone = false;
  void ended.then(() => (gone = true));
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const failure = await answers(url);
    if (!failure) return;
    if (gone || Date.now() > giveUpAt) {
      throw new Breakdown(
        `PostgreSQL did not start (${failure instanceof Error ? failure.message : String(failure)}): its log ${logFile} says why.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

async function answers(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.query('select 1');
    return undefined;
  } catch (error) {
    // Not listening yet, or still recovering: the only way to learn it is to ask.
    return error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

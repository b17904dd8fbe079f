import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Breakdown } from '../launch/refusal.ts';
import type { Account } from './account.ts';
import type { PostgresBinaries } from './binaries.ts';

export const DATABASE = 'trustward';
export const OWNER = 'trustward_owner';

export interface Cluster {
  readonly folder: string;
  readonly account: Account | undefined;
  readonly binaries: PostgresBinaries;
}

/**
 * Root's own folders are closed to the account PostgreSQL runs as. Linux lets a process that was put into a
 * folder use it through /proc/self/cwd without walking down to it, so the cluster can stay in the data folder.
 */
export function asSeenFromInside(cluster: Cluster): string {
  return cluster.account && process.platform === 'linux' ? '/proc/self/cwd' : cluster.folder;
}

/** The owner's password, made once beside the cluster; readable by the one who started it only. */
export async function ownerPassword(dir: string): Promise<string> {
  const file = path.join(dir, 'owner-password');
  if (!existsSync(file)) {
    await mkdir(dir, { recursive: true });
    await writeFile(`${file}.new`, randomBytes(24).toString('base64url'), { mode: 0o600 });
    await rename(`${file}.new`, file);
  }
  return (await readFile(file, 'utf8')).trim();
}

/** Makes the cluster beside its place and moves it there when whole, so that a break-off leaves nothing half-made. */
export async function createCluster(cluster: Cluster, password: string): Promise<void> {
  const fresh: Cluster = { ...cluster, folder: `${cluster.folder}.new` };
  await rm(fresh.folder, { recursive: true, force: true });
  await mkdir(fresh.folder, { recursive: true, mode: 0o700 });
  if (cluster.account) await chown(fresh.folder, cluster.account.uid, cluster.account.gid);
  await run(fresh, cluster.binaries.initdb, [
    ...['-D', asSeenFromInside(fresh), '--username=postgres', '--encoding=UTF8', '--locale=C'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...['--auth-host=scram-sha-256', '--auth-local=reject', '--no-instructions'],
  ]);
  const single = [
    '--single',
    '-D',
    asSeenFromInside(fresh),
    '-c',
    'log_min_error_statement=panic',
    // Where every new database is copied from, with what is closed in it.
    'template1',
  ];
  await run(fresh, cluster.binaries.postgres, single, firstStatements(password));
  await rename(fresh.folder, cluster.folder);
}

/**
 * PostgreSQL lets everyone keep large objects, which no policy fences, and write into the log shipped to replicas. Only a
 * superuser may close that, and nobody can sign in as one later.
 */
const CLOSE_SIDE_DOORS = [
  'DO $$ DECLARE f record; BEGIN',
  'FOR f IN SELECT p.oid::regprocedure AS name FROM pg_proc p',
  `WHERE p.proname ~ '^lo_' OR p.proname IN ('loread', 'lowrite', 'pg_logical_emit_message')`,
  `LOOP EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f.name); END LOOP; END $$`,
].join(' ');

/** One statement a line. The superuser gets no password, so nobody can ever sign in as it. */
function firstStatements(password: string): string {
  return [
    CLOSE_SIDE_DOORS,
    `CREATE ROLE ${OWNER} LOGIN CREATEDB CREATEROLE PASSWORD '${password}'`,
    // The owner makes the other roles and must be able to give them what it made.
    `ALTER ROLE ${OWNER} SET createrole_self_grant = 'set, inherit'`,
    `CREATE DATABASE ${DATABASE} OWNER ${OWNER}`,
    '',
  ].join('\n');
}

/** Runs one of PostgreSQL's programs inside the cluster's folder to its end. */
async function run(cluster: Cluster, program: string, args: string[], input = ''): Promise<void> {
  const child = spawn(program, args, { ...identity(cluster), stdio: ['pipe', 'pipe', 'pipe'] });
  let talk = '';
  child.stdout.on('data', (chunk: Buffer) => (talk += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (talk += chunk.toString()));
  child.stdin.on('error', () => undefined).end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  if (code !== 0 || /^(FATAL|PANIC|ERROR):|(FATAL|PANIC|ERROR): {2}/m.test(talk)) {
    const why = talk.trim().split('\n').slice(-3).join(' ');
    throw new Breakdown(`${path.basename(program)} could not make the database in ${cluster.folder}: ${why}`);
  }
}

/** Where and as whom PostgreSQL's programs run. */
export function identity(cluster: Cluster): {
  cwd: string;
  uid?: number;
  gid?: number;
  env: NodeJS.ProcessEnv;
} {
  return {
    cwd: cluster.folder,
    ...(cluster.account && { uid: cluster.account.uid, gid: cluster.account.gid }),
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
  };
}

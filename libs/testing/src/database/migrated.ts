import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '@trustward/infra/postgres';
import type { RunningPostgres } from '@trustward/infra/postgres';
import type { TestServer } from './server.ts';

/** The one that the build uses: any other takes what it made for out of date, and makes it anew. */
const COMPILER = 'node_modules/typescript-native/bin/tsc';
const root = fileURLToPath(new URL('../../../..', import.meta.url));

export interface Migrated {
  /** What `startPostgres` was given: the cluster with its owner's password. */
  readonly folder: string;
  readonly postgres: RunningPostgres;
  readonly server: TestServer;
  remove(): Promise<void>;
}

/**
 * The database library as it stands now. A set-up runs in plain node, which cannot strip decorators and so takes what
 * was built: built first, so that no test proves the policies of yesterday.
 */
async function freshDatabase() {
  execFileSync(process.execPath, [COMPILER, '-b', 'libs/database', '--singleThreaded'], { cwd: root });
  return import('@trustward/database');
}

/** Starts a PostgreSQL that lasts as long as the run, migrated. */
export async function startMigrated(): Promise<Migrated> {
  const { ensureKeyFile, migrate } = await freshDatabase();
  const dir = await mkdtemp(path.join(tmpdir(), 'trustward-test-'));
  await chmod(dir, 0o755);
  const keyFile = path.join(dir, 'test.key');
  await ensureKeyFile(keyFile);
  const folder = path.join(dir, 'postgres');
  const postgres = await startPostgres({ dir: folder, durable: false });
  const server: TestServer = {
    ownerUrl: postgres.ownerUrl,
    apiUrl: loginOf(postgres.ownerUrl, 'trustward_api'),
    workerUrl: loginOf(postgres.ownerUrl, 'trustward_worker'),
    keyFile,
  };
  await migrate({ url: server.ownerUrl, apiUrl: server.apiUrl, workerUrl: server.workerUrl });
  return { folder, postgres, server, remove: () => rm(dir, { recursive: true, force: true }) };
}

function loginOf(ownerUrl: string, role: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = randomBytes(18).toString('base64url');
  return url.href;
}

import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '@trustward/infra/postgres';
import type { TestProject } from 'vitest/node';
import type { TestServer } from './server.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/**
 * The database library as it stands now. A set-up runs in plain node, which cannot strip decorators and so takes what
 * was built: built first, so that no test proves the policies of yesterday.
 */
async function freshDatabase() {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'libs/database'], { cwd: root });
  return import('@trustward/database');
}

/** Starts one PostgreSQL for the whole run and migrates the database that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { ensureKeyFile, migrate } = await freshDatabase();
  const dir = await mkdtemp(path.join(tmpdir(), 'trustward-test-'));
  await chmod(dir, 0o755);
  const keyFile = path.join(dir, 'test.key');
  await ensureKeyFile(keyFile);
  const postgres = await startPostgres({ dir: path.join(dir, 'postgres'), durable: false });
  const server: TestServer = {
    ownerUrl: postgres.ownerUrl,
    apiUrl: loginOf(postgres.ownerUrl, 'trustward_api'),
    workerUrl: loginOf(postgres.ownerUrl, 'trustward_worker'),
    keyFile,
  };
  await migrate({ url: server.ownerUrl, apiUrl: server.apiUrl, workerUrl: server.workerUrl });
  project.provide('postgres', server);
  return async () => {
    await postgres.stop();
    await rm(dir, { recursive: true, force: true });
  };
}

function loginOf(ownerUrl: string, role: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = randomBytes(18).toString('base64url');
  return url.href;
}

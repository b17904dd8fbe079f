import type { TestProject } from 'vitest/node';
import { startMigrated } from './migrated.ts';
import type {} from './server.ts';

/** Starts one PostgreSQL for the whole run and migrates the database that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { postgres, server, remove } = await startMigrated();
  project.provide('postgres', server);
  return async () => {
    await postgres.stop();
    await remove();
  };
}

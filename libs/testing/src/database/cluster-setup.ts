import { startMigrated } from './migrated.ts';

/**
 * Makes one migrated cluster for the whole run, which is no longer served: who needs a PostgreSQL that may be killed copies
 * its folder. Said by the environment, as benches bring up the same worlds and have none.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const { folder, postgres, remove } = await startMigrated();
  await postgres.stop();
  process.env['TRUSTWARD_TEST_CLUSTER'] = folder;
  return remove;
}

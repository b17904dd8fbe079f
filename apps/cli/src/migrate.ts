import { existsSync } from 'node:fs';
import { eachTrust, markMissing } from '@trustward/casework';
import { readConfig } from '@trustward/config';
import { DatabaseIsNewer, RolesMissing, createDataSource, ensureKeyFile, migrate } from '@trustward/database';
import { CommandFailed } from './command.ts';
import type { ExitCode, Io, Run } from './command.ts';
import { flags } from './flags.ts';
import { asOwner } from './owner-doors.ts';

/** Brings the database to this version, lets the runtime roles log in, and makes the key file of a new one. */
export const migrateCommand: Run = async (io, args) => {
  const { json } = flags(args, 'json');
  const config = readConfig('ownerDatabase', 'runtimeLogins', 'keys');
  const applied = await migrated({ url: config.ownerDatabase.url, ...config.runtimeLogins });
  if (config.keys.service === null) await keyFile(config.ownerDatabase.url, config.keys.file);
  await markEverybody(io);
  return say(io, applied, json);
};

async function migrated(options: Parameters<typeof migrate>[0]): Promise<readonly string[]> {
  try {
    return await migrate(options);
  } catch (error) {
    // These two name their remedy; anything else is a fault whose stack somebody needs.
    if (error instanceof DatabaseIsNewer || error instanceof RolesMissing) {
      throw new CommandFailed(error.message, 3);
    }
    throw error;
  }
}

/** Names are sealed, so that SQL alone finds nobody's doubles; before anything runs, whoever is known is marked. */
const markEverybody = (io: Io): Promise<void> =>
  asOwner(async ({ door, platform }) => {
    const failed = (_: string, of?: Readonly<Record<string, unknown>>): void =>
      io.talk(`Who may be the same person could not be looked for in the trust ${String(of?.['tenantId'])}.`);
    // A trust whose key is spoilt keeps no other from starting.
    await eachTrust({ platform, log: { error: failed } }, async (tenantId) => {
      await markMissing(door, tenantId);
    }).catch(() => undefined);
  });

/** A database that has trusts has a key already: a new one would open nothing, and hide that the old one is lost. */
async function keyFile(url: string, file: string): Promise<void> {
  if (existsSync(file)) return;
  const dataSource = await createDataSource({
    url,
    process: 'migrate',
    poolSize: 1,
    asOwner: true,
  }).initialize();
  let trusts: unknown[];
  try {
    trusts = await dataSource.query('select 1 from platform.tenant limit 1');
  } finally {
    await dataSource.destroy();
  }
  if (trusts.length > 0) {
    throw new CommandFailed(
      `The key file ${file} is missing, and nothing sealed can be opened without it: put it back.`,
      3,
    );
  }
  await ensureKeyFile(file);
}

function say(io: Io, applied: readonly string[], json: boolean): ExitCode {
  if (json) io.answer(JSON.stringify({ applied }));
  else if (applied.length === 0) io.answer('Nothing to migrate: the database is of this version.');
  else io.answer(`${applied.length} migrations applied.`);
  return 0;
}

import { Client } from 'pg';
import { createDataSource } from '../connection/data-source.ts';
import { API, OWNER, WORKER } from '../policies/roles.ts';
import { MIGRATIONS } from './all.ts';
import { migrateJobs } from './jobs.ts';
import { ensureRoles, setPassword } from './roles.ts';

/** The database was migrated by a newer version: running this one on it could harm what it does not know. */
export class DatabaseIsNewer extends Error {
  override readonly name = 'DatabaseIsNewer';
}

export interface MigrateOptions {
  readonly url: string;
  /** The addresses of the runtime roles, whose passwords they then get. */
  readonly apiUrl?: string | null;
  readonly workerUrl?: string | null;
}

/** Brings a database to this version; a second run changes nothing. Answers the names of what it applied. */
export async function migrate({ url, apiUrl, workerUrl }: MigrateOptions): Promise<readonly string[]> {
  const client = new Client({ connectionString: url, application_name: 'trustward-migrate' });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('trustward migrate'))`);
    await refuseNewer(client);
    await ensureRoles(client);
    await prepare(client);
    if (apiUrl) await setPassword(client, API, apiUrl);
    if (workerUrl) await setPassword(client, WORKER, workerUrl);
    return await asOwner(url);
  } finally {
    await client.end();
  }
}

/** Schema platform holds the list of migrations, so it is there before the first. */
async function prepare(client: Client): Promise<void> {
  await client.query(`do $$ begin
    if not has_database_privilege('${OWNER}', current_database(), 'CREATE') then
      execute format('grant create on database %I to ${OWNER}', current_database());
    end if;
    -- Nobody else on this server has anything to look for here, and who serves needs no tables of their own, not even passing ones.
    execute format('revoke connect, temporary on database %I from public', current_database());
    execute format('grant connect on database %I to ${API}, ${WORKER}', current_database()); end $$`);
  await client.query(CLOSE_SIDE_DOORS);
  await client.query(`set role ${OWNER}; create schema if not exists platform; reset role`);
}

/**
 * PostgreSQL lets everyone keep large objects, which no policy fences and every trust could read, and write words of
 * their own into the log that is shipped to replicas. Only a superuser may close it; the embedded server comes closed.
 */
const CLOSE_SIDE_DOORS = `do $$ declare f record; begin
  for f in select p.oid::regprocedure as name from pg_proc p
    where p.pronamespace = 'pg_catalog'::regnamespace
      and (p.proname ~ '^lo_' or p.proname in ('loread', 'lowrite', 'pg_logical_emit_message'))
      and has_function_privilege('public', p.oid, 'EXECUTE')
  loop execute format('revoke execute on function pg_catalog.%s from public', f.name); end loop;
end $$`;

/** A dump brought to another server meets a younger count of transactions: from here on it is counted from where it was. */
const GO_ON_FROM_DUMP = `update platform.audit_clock set ahead = reached + 1000000000
  where pg_current_xact_id()::text::bigint + ahead < reached`;

async function asOwner(url: string): Promise<readonly string[]> {
  await migrateJobs(url);
  const dataSource = await createDataSource({
    url,
    process: 'migrate',
    poolSize: 2,
    asOwner: true,
  }).initialize();
  try {
    const applied = (await dataSource.runMigrations()).map((migration) => migration.name);
    await dataSource.query(GO_ON_FROM_DUMP);
    return applied;
  } finally {
    await dataSource.destroy();
  }
}

async function refuseNewer(client: Client): Promise<void> {
  const there = await client.query<{ is: boolean }>(
    `select to_regclass('platform.migration') is not null as is`,
  );
  if (there.rows[0]?.is !== true) return;
  const known = MIGRATIONS.map((Migration) => new Migration().name);
  const unknown = await client.query<{ name: string }>(
    'select name from platform.migration where name <> all($1) order by id',
    [known],
  );
  if (unknown.rows.length === 0) return;
  throw new DatabaseIsNewer(
    `This database was made by a newer Trustward (it has ${unknown.rows.map((row) => row.name).join(', ')}); run that version, or use another database.`,
  );
}

import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import pg from 'pg';
import { Breakdown } from '../launch/refusal.ts';

export const ROLE = 'trustward_temporal';
export const PLUGIN = 'postgres12_pgx';

/** What Temporal keeps is in two databases, as both have a table of the same name. */
export const MAIN = 'trustward_temporal';
export const VISIBILITY = 'trustward_temporal_visibility';
const SCHEMAS = {
  [MAIN]: 'postgresql/v12/temporal',
  [VISIBILITY]: 'postgresql/v12/visibility',
} as const;
type Database = keyof typeof SCHEMAS;
const DATABASES = [MAIN, VISIBILITY] as const;

/**
 * Makes Temporal's databases where they are missing and brings their tables up to date. They belong to a role that may
 * do nothing else; its password, answered here, is new each time, so that none is kept.
 */
export async function prepareDatabases(ownerUrl: string, sqlTool: string): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  await within(ownerUrl, undefined, async (owner) => {
    await owner.query(
      `do $$ begin if to_regrole('${ROLE}') is null then create role ${ROLE} login; end if; end $$`,
    );
    await owner.query(`alter role ${ROLE} password '${password}'`);
    for (const name of DATABASES) await makeDatabase(owner, name);
  });
  await Promise.all(DATABASES.map((name) => bringUpToDate(ownerUrl, name, sqlTool, password)));
  // A killed server cannot say that it left, and the next would look for it for twenty seconds.
  await within(ownerUrl, MAIN, (owner) => owner.query('delete from cluster_membership'));
  return password;
}

/** As when their disk is lost; only while no server runs on them. */
export async function dropDatabases(ownerUrl: string): Promise<void> {
  await within(ownerUrl, undefined, async (owner) => {
    for (const name of DATABASES) await owner.query(`drop database if exists ${name} with (force)`);
  });
}

async function makeDatabase(owner: pg.Client, name: Database): Promise<void> {
  const there = await owner.query('select from pg_database where datname = $1', [name]);
  if (there.rowCount === 0) await owner.query(`create database ${name} owner ${ROLE}`);
  await owner.query(`revoke all on database ${name} from public`);
}

async function bringUpToDate(
  ownerUrl: string,
  name: Database,
  sqlTool: string,
  password: string,
): Promise<void> {
  const { hostname, port } = new URL(ownerUrl);
  const tool = (...command: string[]) =>
    promisify(execFile)(
      sqlTool,
      ['--plugin', PLUGIN, '--endpoint', hostname, '--port', port, '--user', ROLE, '--db', name, ...command],
      { env: { SQL_PASSWORD: password } },
    ).catch((error: unknown) => {
      const { stderr = '', stdout = '' } = error as { stderr?: string; stdout?: string };
      const why = `${stdout}${stderr}`.trim().split('\n').at(-1) ?? String(error);
      throw new Breakdown(`The tables of Temporal could not be made in ${name}: ${why}`);
    });
  const isNew = await within(ownerUrl, name, async (owner) => {
    const found = await owner.query<{ isNew: boolean }>(
      `select to_regclass('schema_version') is null as "isNew"`,
    );
    return found.rows[0]?.isNew ?? true;
  });
  if (isNew) await tool('setup-schema', '--version', '0.0');
  await tool('update-schema', '--schema-name', SCHEMAS[name]);
}

/** As the owner of Trustward's database, who may make roles and databases, in that one or another. */
async function within<T>(
  ownerUrl: string,
  database: Database | undefined,
  work: (owner: pg.Client) => Promise<T>,
): Promise<T> {
  const url = new URL(ownerUrl);
  if (database !== undefined) url.pathname = database;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

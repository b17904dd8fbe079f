import { runMigrations } from 'graphile-worker';
import { Client } from 'pg';
import { OWNER, WORKER } from '../policies/roles.ts';

/** graphile-worker fences its tables without saying for whom; the worker is let in, the API only through app.poke. */
const LET_IN = `do $$ declare t record; begin
  revoke execute on all functions in schema graphile_worker from public;
  grant usage on schema graphile_worker to ${WORKER};
  grant select, insert, update, delete on all tables in schema graphile_worker to ${WORKER};
  grant usage, select on all sequences in schema graphile_worker to ${WORKER};
  grant execute on all functions in schema graphile_worker to ${WORKER};
  for t in select c.relname from pg_class c
    where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind = 'r' and c.relrowsecurity
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'worker')
  loop execute format('create policy worker on graphile_worker.%I to ${WORKER} using (true)', t.relname); end loop;
end $$`;

/** The queue's own tables, and the worker's right to them. */
export async function migrateJobs(url: string): Promise<void> {
  const asOwner = new URL(url);
  asOwner.searchParams.set('options', `-c role=${OWNER}`);
  await runMigrations({ connectionString: asOwner.href });
  const client = new Client({ connectionString: asOwner.href });
  await client.connect();
  try {
    await client.query(LET_IN);
  } finally {
    await client.end();
  }
}

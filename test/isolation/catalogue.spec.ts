import { API, GUARD, OWNER, PLATFORM_TABLES, POLICIES, WORKER, migrate } from '@trustward/database';
import { testDatabase } from '@trustward/testing';
import type { TestDatabase } from '@trustward/testing';
import { beforeAll, afterAll, describe, expect, it } from 'vitest';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const ask = <R>(sql: string, values: readonly unknown[] = []) => database.ownerPlatform.query<R>(sql, values);
const names = async (sql: string, values: readonly unknown[] = []) =>
  (await ask<{ name: string }>(sql, values)).map((row) => row.name);

const RUNTIME = [API, WORKER];
const TENANT_TABLES = `select c.oid, c.relname from pg_class c
  where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')`;

describe('every table', () => {
  it('of a trust has a policy file, and every policy file has its table', async () => {
    expect(await names(`select relname as name from (${TENANT_TABLES}) t order by 1`)).toEqual(
      Object.keys(POLICIES).sort(),
    );
  });

  it('that no trust owns is on the allow-list', async () => {
    const there = await names(
      `select relname as name from pg_class where relnamespace = 'platform'::regnamespace and relkind in ('r', 'p')
       order by 1`,
    );
    expect(there).toEqual([...PLATFORM_TABLES]);
  });

  it('stands in one of the two schemas', async () => {
    const elsewhere = await names(`select n.nspname || '.' || c.relname as name from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f')
        and n.nspname not in ('app', 'platform', 'graphile_worker', 'pg_catalog', 'information_schema', 'pg_toast')`);
    expect(elsewhere).toEqual([]);
  });

  it('of a trust has row-level security enabled and forced', async () => {
    const open =
      await names(`select c.relname as name from pg_class c join (${TENANT_TABLES}) t on t.oid = c.oid
      where not (c.relrowsecurity and c.relforcerowsecurity)`);
    expect(open).toEqual([]);
  });

  it('of a trust has a policy for the owner, the API and the worker that names the trust', async () => {
    const missing = await names(
      `select t.relname || ' ' || r.role as name from (${TENANT_TABLES}) t cross join unnest($1::text[]) as r(role)
       where not exists (select from pg_policies p where p.schemaname = 'app' and p.tablename = t.relname
         and r.role = any(p.roles) and p.permissive = 'PERMISSIVE' and p.cmd = 'ALL'
         and p.qual ~ 'tenant_id = \\( SELECT app\\.tenant\\(\\)')`,
      [[OWNER, ...RUNTIME]],
    );
    expect(missing).toEqual([]);
  });

  it('about a case, or about two, has a policy for the API that leaves out each if it is excluded', async () => {
    const missing = await names(
      `select t.relname as name from (${TENANT_TABLES}) t
       cross join lateral (select a.attname as key from pg_attribute a where a.attrelid = t.oid
         and (a.attname like '%case_id' or (t.relname = 'case_file' and a.attname = 'id'))) k
       where not exists (select from pg_policies p where p.schemaname = 'app' and p.tablename = t.relname
         and $1 = any(p.roles) and p.qual ~ ('\\m' || k.key || ' <> ALL \\(.*app\\.excluded_cases\\(\\)'))`,
      [API],
    );
    expect(missing).toEqual([]);
  });

  it('has no policy for everyone, and none for the guard but to read, save for the four things it writes', async () => {
    const wide = await names(
      `select tablename || ' ' || policyname as name from pg_policies where schemaname in ('app', 'platform')
       and ('public' = any(roles) or ($1 = any(roles) and cmd <> 'SELECT'))`,
      [GUARD],
    );
    expect(wide.toSorted()).toEqual([
      'account guard_begins',
      'exclusion guard_copies',
      'invitation guard_takes',
      'relationship guard_finds',
    ]);
  });
});

describe('every key', () => {
  it('of a tenant table, and every index and unique key, begins with the trust', async () => {
    const others = await names(`select i.indexrelid::regclass::text as name from pg_index i
      join (${TENANT_TABLES}) t on t.oid = i.indrelid
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] where a.attname <> 'tenant_id'`);
    expect(others).toEqual([]);
  });

  it('of a tenant table is primary and of more than the trust', async () => {
    const without = await names(`select t.relname as name from (${TENANT_TABLES}) t
      where not exists (select from pg_index i where i.indrelid = t.oid and i.indisprimary and i.indnkeyatts > 1)`);
    expect(without).toEqual([]);
  });

  it('to another tenant table carries the trust, so that no row can point into another', async () => {
    const plain = await names(`select k.conrelid::regclass || ' ' || k.conname as name from pg_constraint k
      join (${TENANT_TABLES}) target on target.oid = k.confrelid
      where k.contype = 'f' and not exists (
        select from generate_subscripts(k.conkey, 1) n
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[n] and a.attname = 'tenant_id'
        join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[n] and b.attname = 'tenant_id')`);
    expect(plain).toEqual([]);
  });
});

describe('the runtime roles', () => {
  it('own nothing', async () => {
    const owned = await names(
      `select c.relname as name from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = any($1)
       union all select p.proname from pg_proc p join pg_roles r on r.oid = p.proowner where r.rolname = any($1)
       union all select n.nspname from pg_namespace n join pg_roles r on r.oid = n.nspowner where r.rolname = any($1)`,
      [RUNTIME],
    );
    expect(owned).toEqual([]);
  });

  it('are no superusers, pass no fence, make no roles or databases, and are members of nothing', async () => {
    const strong = await names(
      `select rolname as name from pg_roles r where rolname = any($1)
       and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication
         or exists (select from pg_auth_members m where m.member = r.oid))`,
      [[...RUNTIME, GUARD]],
    );
    expect(strong).toEqual([]);
  });

  it('may never truncate, nor make anything, nor reference', async () => {
    const tables = await names(
      `select r.role || ' ' || c.oid::regclass as name from pg_class c cross join unnest($1::text[]) as r(role)
       where c.relkind in ('r', 'p') and c.relnamespace in ('app'::regnamespace, 'platform'::regnamespace)
         and has_table_privilege(r.role, c.oid, 'TRUNCATE, REFERENCES, TRIGGER')`,
      [RUNTIME],
    );
    const schemas = await names(
      `select r.role || ' ' || n.nspname as name from pg_namespace n cross join unnest($1::text[]) as r(role)
       where has_schema_privilege(r.role, n.oid, 'CREATE')`,
      [RUNTIME],
    );
    expect([...tables, ...schemas]).toEqual([]);
  });

  it('may make no table that passes with their session', async () => {
    // A database copied from another does not take over what was granted on it as a whole.
    await migrate({ url: database.ownerUrl });
    const may = await names(
      `select role as name from unnest($1::text[]) as role
       where has_database_privilege(role, current_database(), 'TEMPORARY')`,
      [RUNTIME],
    );
    expect(may).toEqual([]);
  });

  it('and the owner are alone in reaching the database', async () => {
    await migrate({ url: database.ownerUrl });
    const others = await names(
      `select r.rolname as name from pg_roles r where not r.rolsuper and r.rolname <> all($1)
         and has_database_privilege(r.oid, current_database(), 'CONNECT')`,
      [[...RUNTIME, OWNER]],
    );
    expect(others).toEqual([]);
  });

  it('delete nothing of a trust, and change nothing that is evidence', async () => {
    const may = await names(
      `select r.role || ' ' || t.relname as name from (${TENANT_TABLES}) t cross join unnest($1::text[]) as r(role)
       where has_table_privilege(r.role, t.oid, 'DELETE') or (t.relname in ('audit', 'case_event', 'breach')
         and (has_table_privilege(r.role, t.oid, 'UPDATE') or has_any_column_privilege(r.role, t.oid, 'UPDATE')))`,
      [RUNTIME],
    );
    expect(may).toEqual([]);
  });

  it('§3.10 edit no procedure, tie or school, so no administrator whom a case is about can', async () => {
    const may = await names(
      `select r.role || ' ' || t.name as name from unnest($1::text[]) as r(role)
       cross join unnest($2::text[]) as t(name)
       where has_table_privilege(r.role, t.name, 'INSERT, UPDATE, DELETE')
         or has_any_column_privilege(r.role, t.name, 'INSERT, UPDATE')`,
      [RUNTIME, ['app.layer_version', 'app.relationship', 'app.school']],
    );
    expect(may).toEqual([]);
  });

  it('§3.10 begin and end a post by two alone, and take away or alter none', async () => {
    const may = await names(
      `select r.role || ' ' || a.attname || ' ' || p.privilege as name from unnest($1::text[]) as r(role)
       cross join pg_attribute a cross join unnest(array['INSERT', 'UPDATE']) as p(privilege)
       where a.attrelid = 'app.post'::regclass and a.attnum > 0
         and has_column_privilege(r.role, 'app.post', a.attname, p.privilege)`,
      [RUNTIME],
    );
    expect(may.toSorted()).toEqual(
      [
        ...['id', 'person_id', 'role', 'school_id', 'since', 'tenant_id'].map((it) => `${API} ${it} INSERT`),
        `${API} until UPDATE`,
      ].toSorted(),
    );
    const policies = await names(
      `select policyname || ' ' || cmd as name from pg_policies where tablename = 'post' and permissive = 'RESTRICTIVE'`,
    );
    expect(policies.toSorted()).toEqual(['begun_by_two INSERT', 'ended_by_two UPDATE']);
  });

  it('never say when something was recorded', async () => {
    const may = await names(
      `select r.role || ' ' || c.name as name from unnest($1::text[]) as r(role)
       cross join (values ('app.case_event', 'entered_at'), ('app.breach', 'recorded_at')) as c(name, field)
       where has_column_privilege(r.role, c.name, c.field, 'INSERT, UPDATE')`,
      [RUNTIME],
    );
    expect(may).toEqual([]);
  });

  it('reach the queue only as the worker; the API has one function', async () => {
    const tables = await names(
      `select c.relname as name from pg_class c where c.relnamespace = 'graphile_worker'::regnamespace
       and c.relkind in ('r', 'v', 'S') and has_table_privilege($1, c.oid, 'SELECT, INSERT, UPDATE, DELETE')`,
      [API],
    );
    const usage = await ask('select has_schema_privilege($1, $2, $3) as may', [
      API,
      'graphile_worker',
      'USAGE',
    ]);
    expect({ tables, usage }).toEqual({ tables: [], usage: [{ may: false }] });
  });

  it('see a password hash only as the API', async () => {
    const [row] = await ask(
      `select has_column_privilege($1, 'platform.account', 'password_hash', 'SELECT') as api,
        has_any_column_privilege($2, 'platform.account', 'SELECT') as worker`,
      [API, WORKER],
    );
    expect(row).toEqual({ api: true, worker: false });
  });
});

describe('every function', () => {
  it('that runs as its owner has a fixed search path with pg_temp last', async () => {
    const loose = await names(`select p.oid::regprocedure::text as name from pg_proc p
      where p.pronamespace in ('app'::regnamespace, 'platform'::regnamespace) and p.prosecdef
        and not coalesce('search_path=pg_catalog, pg_temp' = any(p.proconfig), false)`);
    expect(loose).toEqual([]);
  });

  it('is closed to the public', async () => {
    const open = await names(`select p.oid::regprocedure::text as name from pg_proc p
      where p.pronamespace in ('app'::regnamespace, 'platform'::regnamespace)
        and has_function_privilege('public', p.oid, 'EXECUTE')`);
    expect(open).toEqual([]);
  });

  it('that looks over a fence belongs to the guard, which owns nothing else', async () => {
    const owned = await names(
      `select p.proname as name from pg_proc p join pg_roles r on r.oid = p.proowner where r.rolname = $1 order by 1`,
      [GUARD],
    );
    expect(owned).toEqual([
      'audit_waiting',
      'changes_under_way',
      'exclude_from_child',
      'exclude_from_children',
      'excluded_cases',
      'find_alike',
      'first_kept_from_nothing',
      'has_looked',
      'has_looked',
      'in_service',
      'invitation_shown',
      'mail_address',
      'messages_locked_out',
      'open_cases',
      'overdue_deliveries',
      'overdue_wakes',
      'own_report',
      'poke_parent',
      'schools_after',
      'take_invitation',
      'told_when',
      'unfinished',
    ]);
  });

  it('of the guard is not inherited by the owner, whom the fences bind too', async () => {
    const [row] = await ask(`select pg_has_role($1, $2, 'USAGE') as inherits`, [OWNER, GUARD]);
    expect(row).toEqual({ inherits: false });
  });
});

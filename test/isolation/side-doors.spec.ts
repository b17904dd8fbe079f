import { randomUUID } from 'node:crypto';
import { API, WORKER } from '@trustward/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWorld } from './world/world.ts';
import type { World } from './world/world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.database.close());

const RUNTIME = [API, WORKER];
const names = async (sql: string, values: readonly unknown[] = []) =>
  (await world.database.ownerPlatform.query<{ name: string }>(sql, values)).map(({ name }) => name);

/** Both who serve, each as they do. */
const both = () => {
  const { here, database } = world;
  return [
    { door: database.api, as: here.dsl.as },
    { door: database.worker, as: { tenantId: here.trust.id, actor: 'worker' } },
  ];
};

describe('where no policy looks', () => {
  it('nobody who serves may keep anything: large objects are closed to them', async () => {
    const open = await names(
      `select r.role || ' ' || p.oid::regprocedure as name from pg_proc p cross join unnest($1::text[]) as r(role)
       where (p.proname ~ '^lo_' or p.proname in ('loread', 'lowrite', 'pg_logical_emit_message'))
         and has_function_privilege(r.role, p.oid, 'EXECUTE')`,
      [RUNTIME],
    );
    expect(open).toEqual([]);
    for (const { door, as } of both()) {
      const kept = door.run(as, (tx) => tx.query(`select lo_from_bytea(0, 'x')`));
      await expect(kept).rejects.toThrow(/permission denied/);
    }
  });

  it('no function beside PostgreSQL’s own is open to the public in a schema that they reach', async () => {
    const open = await names(
      `select distinct p.oid::regprocedure::text as name from pg_proc p
       join pg_namespace n on n.oid = p.pronamespace cross join unnest($1::text[]) as r(role)
       where n.nspname not in ('pg_catalog', 'information_schema')
         and has_schema_privilege(r.role, n.oid, 'USAGE') and has_function_privilege('public', p.oid, 'EXECUTE')`,
      [RUNTIME],
    );
    expect(open).toEqual([]);
  });

  it('no function that reads files, runs programs or ends other sessions is theirs', async () => {
    const open = await names(
      `select r.role || ' ' || p.oid::regprocedure as name from pg_proc p cross join unnest($1::text[]) as r(role)
       where p.proname ~ '^(pg_read_|pg_ls_|pg_stat_file|pg_file_|lo_import|lo_export|pg_reload_conf|pg_rotate|pg_switch)'
         and has_function_privilege(r.role, p.oid, 'EXECUTE')`,
      [RUNTIME],
    );
    expect(open).toEqual([]);
  });
});

describe('an audit row', () => {
  const insert = (at: string) =>
    `insert into app.audit (tenant_id, id, at, person_id, actor, verb, subject_kind, subject_id, mac)
     values ($1, $2, ${at}, $3, $4, 'case.read', 'case', $2, decode(repeat('00', 32), 'hex'))`;
  const writes = ({ door, as }: ReturnType<typeof both>[number], at: string) => {
    const [person, actor] = 'personId' in as ? [as.personId, null] : [null, as.actor];
    return door.run(as, (tx) => tx.query(insert(at), [as.tenantId, randomUUID(), person, actor]));
  };

  it.each([`now() - interval '1 day'`, `now() - interval '1 minute'`, `now() + interval '1 minute'`])(
    'cannot be dated %s by the API nor by the worker, even with statements of their own',
    async (at) => {
      for (const who of both()) await expect(writes(who, at)).rejects.toThrow(/row-level security/);
    },
  );

  it('is dated by PostgreSQL’s clock, at which it was written', async () => {
    for (const who of both()) await expect(writes(who, 'clock_timestamp()')).resolves.toEqual([]);
  });
});

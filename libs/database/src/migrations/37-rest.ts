import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OWNER, WORKER } from '../policies/roles.ts';
import { apply, noWayBack } from './apply.ts';

/** As migration 34 has it. */
const MANY = 16_384;

/** What is poked because its workflow may be lost need not be woken, where nothing waits but its own time. */
export class Rest implements MigrationInterface {
  readonly name = 'Rest1795000000037';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      'drop function app.poke_many(uuid[])',
      `create function app.poke_many(case_ids uuid[], may_rest boolean default false) returns void language plpgsql
         security definer set search_path = pg_catalog, pg_temp as $$
         declare
           keys text[] := array(select 'case/' || app.tenant() || '/' || id from unnest(case_ids) id);
           first_turn integer := app.turn(app.tenant()::text, ${MANY});
         begin
           if app.tenant() is null then raise exception 'a poke needs a trust'; end if;
           -- As of one; all in one order, so that of two pages with the same cases one waits and goes on.
           perform from graphile_worker._private_jobs j where j.key = any(keys) order by j.key for update;
           perform graphile_worker.add_jobs(array(
             select row('poke', json_strip_nulls(json_build_object('tenantId', app.tenant(), 'caseId', it.id,
                 'lane', app.tenant(), 'mayRest', case when poke_many.may_rest then true end,
                 'trace', nullif(current_setting('app.trace', true), ''))),
               null, null, null, it.key, least(j.priority, first_turn + it.n - 1, ${2 * MANY - 1}), null)::graphile_worker.job_spec
             from (select id, 'case/' || app.tenant() || '/' || id as key, row_number() over (order by min(n)) as n
               from unnest(case_ids) with ordinality as one (id, n) group by id) it
             left join graphile_worker._private_jobs j on j.key = it.key and j.is_available order by it.n));
         end $$`,
      'revoke execute on function app.poke_many(uuid[], boolean) from public',
      `grant execute on function app.poke_many(uuid[], boolean) to ${WORKER}, ${OWNER}`,
    ]);
  }

  down = noWayBack;
}

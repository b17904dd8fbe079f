import type { MigrationInterface, QueryRunner } from 'typeorm';
import { API, GUARD, OWNER, WORKER } from '../policies/roles.ts';
import { apply, noWayBack } from './apply.ts';

/** What people do, and behind it what is poked with many; in each, as many turns as a priority has room for. */
const MANY = 16_384;

/**
 * Trusts take turns: of what waits, each trust's first goes before any trust's second; what is urgent takes turns of its
 * own, and so waits for none of its trust's thousands. A job's priority is its turn, so that the queue takes it in this
 * order by itself, whichever version's relay asks.
 */
export class Turns implements MigrationInterface {
  readonly name = 'Turns1795000000034';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create index job_turns on graphile_worker._private_jobs ((payload ->> 'lane'), priority) where is_available`,
      // Behind its own that wait, and never before the turn that it is: whoever brings little gains nothing by having waited.
      `create function app.turn(lane text, band integer) returns integer language sql volatile
         set search_path = pg_catalog, pg_temp as $$
         select least(band + ${MANY - 1}, greatest(band,
           (select j.priority + 1 from graphile_worker._private_jobs j
             where j.payload ->> 'lane' = turn.lane and j.is_available and j.priority between band and band + ${MANY - 1}
             order by j.priority desc limit 1),
           (select j.priority from graphile_worker._private_jobs j
             where j.is_available and j.priority between band and band + ${MANY - 1} and j.run_at <= now()
               and j.payload ->> 'lane' is not null
             order by j.priority, j.run_at limit 1))) $$`,
      'revoke execute on function app.turn(text, integer) from public',
      'drop function app.poke(uuid, boolean)',
      `create function app.poke(case_id uuid, with_many boolean default false, urgent boolean default false)
         returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
         declare
           lane text := app.tenant() || case when poke.urgent then '/urgent' else '' end;
           job_name text := 'case/' || app.tenant() || '/' || poke.case_id;
           waits_at integer;
         begin
           if app.tenant() is null then raise exception 'a poke needs a trust'; end if;
           -- The queue drops a job whose like is being taken at this moment: by this we wait until it has been.
           perform from graphile_worker._private_jobs j where j.key = job_name for update;
           select j.priority into waits_at from graphile_worker._private_jobs j where j.key = job_name and j.is_available;
           perform graphile_worker.add_job('poke',
             json_strip_nulls(json_build_object('tenantId', app.tenant(), 'caseId', poke.case_id, 'lane', lane,
               'trace', nullif(current_setting('app.trace', true), ''))),
             job_key => job_name, job_key_mode => 'replace',
             priority => least(waits_at, app.turn(lane, case when poke.with_many then ${MANY} else 0 end)));
         end $$`,
      'revoke execute on function app.poke(uuid, boolean, boolean) from public',
      `grant execute on function app.poke(uuid, boolean, boolean) to ${API}, ${WORKER}, ${OWNER}, ${GUARD}`,
      // The turn is worked out once, and counted on from there: a page of five hundred costs little more than its rows.
      `create function app.poke_many(case_ids uuid[]) returns void language plpgsql
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
                 'lane', app.tenant(), 'trace', nullif(current_setting('app.trace', true), ''))),
               null, null, null, it.key, least(j.priority, first_turn + it.n - 1, ${2 * MANY - 1}), null)::graphile_worker.job_spec
             from (select id, 'case/' || app.tenant() || '/' || id as key, row_number() over (order by min(n)) as n
               from unnest(case_ids) with ordinality as one (id, n) group by id) it
             left join graphile_worker._private_jobs j on j.key = it.key and j.is_available order by it.n));
         end $$`,
      'revoke execute on function app.poke_many(uuid[]) from public',
      `grant execute on function app.poke_many(uuid[]) to ${WORKER}, ${OWNER}`,
      `create or replace function platform.message_answered(tenant uuid, message uuid, said text) returns void language plpgsql
         security definer set search_path = pg_catalog, pg_temp as $$
         begin
           perform graphile_worker.add_job('answer',
             json_build_object('tenantId', tenant, 'messageId', message, 'said', said, 'lane', tenant),
             job_key => 'answer/' || tenant || '/' || message, priority => app.turn(tenant::text, 0));
         end $$`,
    ]);
  }

  down = noWayBack;
}

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

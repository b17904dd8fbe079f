import type { MigrationInterface, QueryRunner } from 'typeorm';
import { apply, noWayBack } from './apply.ts';

/** A poke takes along where the trace of its transaction had got to, where there is one: an id of nothing but itself. */
export class Trace implements MigrationInterface {
  readonly name = 'Trace1795000000021';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create or replace function app.poke(case_id uuid, with_many boolean default false) returns void language plpgsql
         security definer set search_path = pg_catalog, pg_temp as $$
         declare job_name text := 'case/' || app.tenant() || '/' || poke.case_id;
         begin
           if app.tenant() is null then raise exception 'a poke needs a trust'; end if;
           -- The queue drops a job whose like is being taken at this moment: by this we wait until it has been.
           perform from graphile_worker._private_jobs j where j.key = job_name for update;
           perform graphile_worker.add_job('poke',
             json_strip_nulls(json_build_object('tenantId', app.tenant(), 'caseId', poke.case_id,
               'trace', nullif(current_setting('app.trace', true), ''))),
             job_key => job_name, job_key_mode => 'replace',
             priority => case when poke.with_many and not exists (select from graphile_worker.jobs j
               where j.key = job_name and j.priority = 0 and j.locked_at is null) then 10 else 0 end);
         end $$`,
    ]);
  }

  down = noWayBack;
}

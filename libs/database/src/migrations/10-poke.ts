import type { MigrationInterface, QueryRunner } from 'typeorm';
import { API, OWNER, WORKER } from '../policies/roles.ts';
import { apply, noWayBack } from './apply.ts';

/**
 * The only way in which the API makes a job: one per case, of the trust it acts in, carrying ids and nothing else. What
 * is poked with many others waits behind what people do; but a poke that already waits loses no place by it.
 */
export class Poke implements MigrationInterface {
  readonly name = 'Poke1795000000010';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create function app.poke(case_id uuid, with_many boolean default false) returns void language plpgsql security definer
         set search_path = pg_catalog, pg_temp as $$
         declare job_name text := 'case/' || app.tenant() || '/' || poke.case_id;
         begin
           if app.tenant() is null then raise exception 'a poke needs a trust'; end if;
           -- The queue drops a job whose like is being taken at this moment: by this we wait until it has been.
           perform from graphile_worker._private_jobs j where j.key = job_name for update;
           perform graphile_worker.add_job('poke',
             json_build_object('tenantId', app.tenant(), 'caseId', poke.case_id),
             job_key => job_name, job_key_mode => 'replace',
             priority => case when poke.with_many and not exists (select from graphile_worker.jobs j
               where j.key = job_name and j.priority = 0 and j.locked_at is null) then 10 else 0 end);
         end $$`,
      'revoke execute on function app.poke(uuid, boolean) from public',
      `grant execute on function app.poke(uuid, boolean) to ${API}, ${WORKER}, ${OWNER}`,
    ]);
  }

  down = noWayBack;
}

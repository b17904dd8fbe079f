import type { MigrationInterface, QueryRunner } from 'typeorm';
import { API, OWNER, WORKER } from '../policies/roles.ts';
import { apply, noWayBack } from './apply.ts';

/** The only way in which the API makes a job: one per case, of the trust it acts in, carrying ids and nothing else. */
export class Poke implements MigrationInterface {
  readonly name = 'Poke1795000000010';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create function app.poke(case_id uuid) returns void language plpgsql security definer
         set search_path = pg_catalog, pg_temp as $$
         begin
           if app.tenant() is null then raise exception 'a poke needs a trust'; end if;
           perform graphile_worker.add_job('poke',
             json_build_object('tenantId', app.tenant(), 'caseId', poke.case_id),
             job_key => 'case/' || app.tenant() || '/' || poke.case_id, job_key_mode => 'replace');
         end $$`,
      'revoke execute on function app.poke(uuid) from public',
      `grant execute on function app.poke(uuid) to ${API}, ${WORKER}, ${OWNER}`,
    ]);
  }

  down = noWayBack;
}

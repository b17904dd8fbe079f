import type { MigrationInterface, QueryRunner } from 'typeorm';
import { GUARD, OWNER, WORKER } from '../policies/roles.ts';
import { listedSchools } from '../policies/school.ts';
import { apply, noWayBack, toGuard } from './apply.ts';

/** Cases that come with the calendar: nobody reports them, and the worker asks every school whether one is due. */
export class Routines implements MigrationInterface {
  readonly name = 'Routines1795000000028';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      'alter table app.case_file alter column reporter_id drop not null',
      ...listedSchools,
      // In the order of the keys, so that whoever was stopped knows where to go on.
      `create function platform.schools_after(tenant uuid, school uuid, most integer)
         returns table (tenant_id uuid, school_id uuid)
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return query select s.tenant_id, s.id from app.school s
             where tenant is null or (s.tenant_id, s.id) > (tenant, school)
             order by s.tenant_id, s.id limit most;
         end $$`,
      'revoke execute on function platform.schools_after(uuid, uuid, integer) from public',
      ...toGuard('platform.schools_after(uuid, uuid, integer)'),
      `set local role ${GUARD}`,
      `grant execute on function platform.schools_after(uuid, uuid, integer) to ${WORKER}, ${OWNER}`,
      'reset role',
    ]);
  }

  down = noWayBack;
}

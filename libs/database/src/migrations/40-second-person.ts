import type { MigrationInterface, QueryRunner } from 'typeorm';
import { API, GUARD, OWNER } from '../policies/roles.ts';
import { apply, noWayBack, toGuard } from './apply.ts';

/** Hours and limits of a local authority take two. Whoever is kept from an open case is passed over, and nobody is told why. */
export class SecondPerson implements MigrationInterface {
  readonly name = 'SecondPerson1795000000040';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create function app.first_kept_from_nothing(people uuid[]) returns uuid language plpgsql stable security definer
         set search_path = pg_catalog, pg_temp as $$
         begin
           return (select u.person from unnest(people) with ordinality u(person, place)
             where not exists (select from app.exclusion x join app.case_file c
               on c.tenant_id = x.tenant_id and c.id = x.case_id and c.ended_at is null
               where x.tenant_id = app.tenant() and x.person_id = u.person)
             order by u.place limit 1);
         end $$`,
      ...toGuard('app.first_kept_from_nothing(uuid[])'),
      `set local role ${GUARD}`,
      'revoke execute on function app.first_kept_from_nothing(uuid[]) from public',
      `grant execute on function app.first_kept_from_nothing(uuid[]) to ${API}, ${OWNER}`,
      'reset role',
    ]);
  }

  down = noWayBack;
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { findsInService as findsPerson, takesOffDuty } from '../policies/person.ts';
import { findsInService as findsPost, holdsPosts } from '../policies/post.ts';
import { API, GUARD, OWNER } from '../policies/roles.ts';
import { apply, noWayBack, toGuard } from './apply.ts';

/**
 * Posts are begun and ended, and people taken off duty, by changes. Whoever is off duty, or whose last post is over, is
 * signed in nowhere in that trust: asked by each request and each open stream, so that no instant has to be waited for.
 */
export class InService implements MigrationInterface {
  readonly name = 'InService1795000000074';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      ...findsPerson,
      ...findsPost,
      `create function platform.in_service(tenant_id uuid, person_id uuid) returns boolean
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return not exists (select from app.person n where n.tenant_id = in_service.tenant_id
               and n.id = in_service.person_id and n.suspended_at is not null)
             and (not exists (select from app.post p where p.tenant_id = in_service.tenant_id
                 and p.person_id = in_service.person_id)
               or exists (select from app.post p where p.tenant_id = in_service.tenant_id
                 and p.person_id = in_service.person_id and coalesce(p.until > clock_timestamp(), true)));
         end $$`,
      'revoke execute on function platform.in_service(uuid, uuid) from public',
      ...toGuard('platform.in_service(uuid, uuid)'),
      `set local role ${GUARD}`,
      `grant execute on function platform.in_service(uuid, uuid) to ${API}, ${OWNER}`,
      'reset role',
      `alter table app.change drop constraint change_kind_check, add constraint change_kind_check
           check (kind in ('calendar', 'absence', 'closedDay', 'authority', 'number', 'mail', 'posts', 'offDuty')),
         drop constraint change_of_one, add constraint change_of_one check ((kind = 'calendar') = (school_id is not null)
           and (kind in ('absence', 'posts', 'offDuty')) = (person_id is not null))`,
      ...holdsPosts,
      ...takesOffDuty,
    ]);
  }

  down = noWayBack;
}

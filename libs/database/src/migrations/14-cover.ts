import type { MigrationInterface, QueryRunner } from 'typeorm';
import { actsForOthers } from '../policies/post.ts';
import { API, GUARD, OWNER, WORKER } from '../policies/roles.ts';
import { apply, noWayBack } from './apply.ts';

const HELD = 'p.cover_for is not null and p.since <= now() and coalesce(p.until > now(), true)';

/** Who stands in for whom; and whoever acts for somebody kept from a case is kept from it too, by every post. */
export class Cover implements MigrationInterface {
  readonly name = 'Cover1795000000014';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `alter table app.post add column cover_for uuid,
         add constraint post_covers_a_person foreign key (tenant_id, cover_for) references app.person,
         add constraint post_covers_another check (cover_for <> person_id)`,
      'create index post_by_cover on app.post (tenant_id, cover_for) where cover_for is not null',
      ...actsForOthers,
      `create function app.kept_from(case_id uuid) returns uuid[] language sql stable
         set search_path = pg_catalog, pg_temp as $$
         with recursive kept (person) as (
           select x.person_id from app.exclusion x where x.tenant_id = app.tenant() and x.case_id = kept_from.case_id
           union
           select p.person_id from kept join app.post p on p.tenant_id = app.tenant() and p.cover_for = kept.person and ${HELD})
         select coalesce(array_agg(person), '{}') from kept $$`,
      'revoke execute on function app.kept_from(uuid) from public',
      `grant execute on function app.kept_from(uuid) to ${API}, ${WORKER}, ${OWNER}`,
      `grant create on schema app to ${GUARD}`,
      `set local role ${GUARD}`,
      `create or replace function app.excluded_cases() returns uuid[] language plpgsql stable security definer
         set search_path = pg_catalog, pg_temp as $$
         begin
           if app.tenant() is null or app.person() is null or not exists (select from app.person p
             where p.tenant_id = app.tenant() and p.id = app.person()) then return null; end if;
           return coalesce((with recursive acts_for (person) as (
               select app.person()
               union
               select p.cover_for from acts_for join app.post p on p.tenant_id = app.tenant()
                 and p.person_id = acts_for.person and ${HELD})
             select array_agg(distinct x.case_id) from acts_for join app.exclusion x on x.tenant_id = app.tenant()
               and x.person_id = acts_for.person), '{}');
         end $$`,
      'reset role',
      `revoke create on schema app from ${GUARD}`,
    ]);
  }

  down = noWayBack;
}

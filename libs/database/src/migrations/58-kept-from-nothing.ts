import type { MigrationInterface, QueryRunner } from 'typeorm';
import { readStoodDown } from '../policies/case_event.ts';
import { GUARD } from '../policies/roles.ts';
import { apply, noWayBack } from './apply.ts';

const HELD = 'p.since <= now() and coalesce(p.until > now(), true)';

/** Nobody is a second person who may have no part in an open case: who stood down and who acts for the accused no more than they. */
export class KeptFromNothing implements MigrationInterface {
  readonly name = 'KeptFromNothing1795000000058';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create index case_event_stood_down on app.case_event (tenant_id, by_person) where type = 'recused'`,
      ...readStoodDown,
      `grant create on schema app to ${GUARD}`,
      `set local role ${GUARD}`,
      `create or replace function app.first_kept_from_nothing(people uuid[]) returns uuid language plpgsql stable
         security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return (select u.person from unnest(people) with ordinality u(person, place)
             where not exists (
               with recursive acts_for (person) as (
                 select u.person
                 union
                 select p.cover_for from acts_for join app.post p on p.tenant_id = app.tenant()
                   and p.person_id = acts_for.person and p.cover_for is not null and ${HELD}),
               -- Whoever stood down from a case has no part in what it opens either.
               kept (case_id) as (
                 select x.case_id from acts_for join app.exclusion x
                   on x.tenant_id = app.tenant() and x.person_id = acts_for.person
                 union
                 select e.case_id from app.case_event e
                   where e.tenant_id = app.tenant() and e.by_person = u.person and e.type = 'recused'
                 union
                 select l.child_case_id from kept join app.case_link l
                   on l.tenant_id = app.tenant() and l.parent_case_id = kept.case_id)
               select from kept join app.case_file c
                 on c.tenant_id = app.tenant() and c.id = kept.case_id and c.ended_at is null)
             order by u.place limit 1);
         end $$`,
      'reset role',
      `revoke create on schema app from ${GUARD}`,
    ]);
  }

  down = noWayBack;
}

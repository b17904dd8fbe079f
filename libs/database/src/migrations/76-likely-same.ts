import type { MigrationInterface, QueryRunner } from 'typeorm';
import { likeness } from '../policies/likeness.ts';
import { findsAlike } from '../policies/relationship.ts';
import { API, GUARD, OWNER, WORKER } from '../policies/roles.ts';
import { apply, noWayBack, toGuard } from './apply.ts';

const HELD = 'p.cover_for is not null and p.since <= now() and coalesce(p.until > now(), true)';
const ALIKE = `r.tenant_id = app.tenant() and r.kind = 'samePerson'`;

/** Whom the people of `them` act for, and whoever they may be: however many lie between, and in whatever order. */
const actsFor = (them: string): string => `
  select n.person from ${them} cross join lateral (
    select p.cover_for from app.post p where p.tenant_id = app.tenant() and p.person_id = ${them}.person and ${HELD}
    union all
    select r.other_person_id from app.relationship r where ${ALIKE} and r.person_id = ${them}.person) n (person)`;

/** Whoever may be the same as somebody kept from a case is kept from it too, from the instant in which either is known. */
export class LikelySame implements MigrationInterface {
  readonly name = 'LikelySame1795000000076';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create table app.likeness (
         tenant_id uuid not null, mark bytea not null check (length(mark) = 32), person_id uuid not null,
         primary key (tenant_id, mark, person_id),
         foreign key (tenant_id, person_id) references app.person)`,
      'create index likeness_by_person on app.likeness (tenant_id, person_id)',
      ...likeness,
      ...findsAlike,
      // Both ways round, as it is asked from either. Of two who come at once, the second waits and finds the first.
      `create function app.find_alike() returns trigger language plpgsql security definer
         set search_path = pg_catalog, pg_temp as $$
         begin
           perform pg_advisory_xact_lock(hashtextextended(new.tenant_id || encode(new.mark, 'hex'), 76));
           insert into app.relationship (tenant_id, person_id, other_person_id, kind)
             select new.tenant_id, pair.one, pair.other, 'samePerson' from app.likeness l
             cross join lateral (values (new.person_id, l.person_id), (l.person_id, new.person_id)) pair (one, other)
             where l.tenant_id = new.tenant_id and l.mark = new.mark and l.person_id <> new.person_id
             order by pair.one, pair.other
             on conflict do nothing;
           return null;
         end $$`,
      'revoke execute on function app.find_alike() from public',
      `create trigger find_alike after insert on app.likeness for each row execute function app.find_alike()`,
      ...toGuard('app.find_alike()'),
      `create or replace function app.kept_from(case_id uuid) returns uuid[] language sql stable
         set search_path = pg_catalog, pg_temp as $$
         with recursive kept (person) as (
           select x.person_id from app.exclusion x where x.tenant_id = app.tenant() and x.case_id = kept_from.case_id
           union
           select n.person from kept cross join lateral (
             select p.person_id from app.post p where p.tenant_id = app.tenant() and p.cover_for = kept.person and ${HELD}
             union all
             select r.other_person_id from app.relationship r where ${ALIKE} and r.person_id = kept.person) n (person))
         select coalesce(array_agg(person), '{}') from kept $$`,
      `grant execute on function app.kept_from(uuid) to ${API}, ${WORKER}, ${OWNER}`,
      `grant create on schema app to ${GUARD}`,
      `set local role ${GUARD}`,
      `create or replace function app.excluded_cases() returns uuid[] language plpgsql stable security definer
         set search_path = pg_catalog, pg_temp as $$
         begin
           if app.tenant() is null or app.person() is null or not exists (select from app.person p
             where p.tenant_id = app.tenant() and p.id = app.person()) then return null; end if;
           return coalesce((with recursive acts_for (person) as (
               select app.person() union ${actsFor('acts_for')})
             select array_agg(distinct x.case_id) from acts_for join app.exclusion x on x.tenant_id = app.tenant()
               and x.person_id = acts_for.person), '{}');
         end $$`,
      `create or replace function app.first_kept_from_nothing(people uuid[]) returns uuid language plpgsql stable
         security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return (select u.person from unnest(people) with ordinality u(person, place)
             where not exists (
               with recursive acts_for (person) as (select u.person union ${actsFor('acts_for')}),
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

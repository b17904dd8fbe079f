import type { MigrationInterface, QueryRunner } from 'typeorm';
import { movesCalendar } from '../policies/case_file.ts';
import { change } from '../policies/change.ts';
import { changeCase } from '../policies/change_case.ts';
import { saysAway } from '../policies/person.ts';
import { API, GUARD, OWNER, WORKER } from '../policies/roles.ts';
import { schoolCalendar } from '../policies/school_calendar.ts';
import { apply, noWayBack, toGuard } from './apply.ts';

/** Edits of a school's calendar and of somebody's absence: drafted, counted over the open cases, and applied to them. */
export class Changes implements MigrationInterface {
  readonly name = 'Changes1795000000019';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      // A case pins a calendar by the hash of what it says, be it everybody's or its school's.
      'alter table app.case_file drop constraint case_file_calendar_hash_fkey',
      `create table app.change (
         tenant_id uuid not null references platform.tenant, id uuid not null,
         kind text not null check (kind in ('calendar', 'absence')), school_id uuid, person_id uuid,
         value jsonb not null, was jsonb not null,
         state text not null default 'counting' check (state in ('counting', 'counted', 'applying', 'applied')),
         version integer not null default 1, listed boolean not null default false,
         made_by uuid not null, made_at timestamptz not null default clock_timestamp(),
         applied_by uuid, applied_at timestamptz,
         primary key (tenant_id, id), foreign key (tenant_id, school_id) references app.school,
         foreign key (tenant_id, person_id) references app.person,
         foreign key (tenant_id, made_by) references app.person,
         foreign key (tenant_id, applied_by) references app.person,
         constraint change_of_one check ((kind = 'calendar') = (school_id is not null) and (kind = 'absence') = (person_id is not null)),
         constraint applied_by_somebody check ((state in ('applying', 'applied')) = (applied_by is not null)
           and (applied_by is null) = (applied_at is null)))`,
      `create unique index one_change_at_a_time on app.change (tenant_id) where state = 'applying'`,
      `create table app.school_calendar (
         tenant_id uuid not null, school_id uuid not null, number integer not null, hash text not null,
         snapshot jsonb not null, change_id uuid not null, published_at timestamptz not null default clock_timestamp(),
         primary key (tenant_id, school_id, number), foreign key (tenant_id, school_id) references app.school,
         foreign key (tenant_id, change_id) references app.change)`,
      'create index school_calendar_by_hash on app.school_calendar (tenant_id, hash)',
      // What a change does to one case: as counted for a version of the change, and then as it was applied.
      `create table app.change_case (
         tenant_id uuid not null, change_id uuid not null, case_id uuid not null, wake_at timestamptz,
         counted integer not null default 0, case_version integer not null default 0,
         earlier integer not null default 0, later integer not null default 0, late integer not null default 0,
         handed integer not null default 0, was_at timestamptz, is_at timestamptz,
         unreadable boolean not null default false, applied_at timestamptz,
         primary key (tenant_id, change_id, case_id), foreign key (tenant_id, change_id) references app.change,
         foreign key (tenant_id, case_id) references app.case_file)`,
      ...[change, schoolCalendar, changeCase, movesCalendar, saysAway].flat(),
      `create function app.poke_change(change_id uuid) returns void language plpgsql security definer
         set search_path = pg_catalog, pg_temp as $$
         declare job_name text := 'change/' || app.tenant() || '/' || poke_change.change_id;
         begin
           if app.tenant() is null then raise exception 'a change needs a trust'; end if;
           -- As of a poke: a job whose like is being taken at this moment would be dropped.
           perform from graphile_worker._private_jobs j where j.key = job_name for update;
           perform graphile_worker.add_job('change',
             json_build_object('tenantId', app.tenant(), 'changeId', poke_change.change_id),
             job_key => job_name, job_key_mode => 'replace');
         end $$`,
      // What is poked again when Temporal has lost it.
      `create function platform.changes_under_way() returns table (tenant_id uuid, change_id uuid)
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return query select c.tenant_id, c.id from app.change c where c.state in ('counting', 'applying');
         end $$`,
      'revoke execute on function app.poke_change(uuid), platform.changes_under_way() from public',
      ...toGuard('platform.changes_under_way()'),
      `set local role ${GUARD}`,
      `grant execute on function platform.changes_under_way() to ${WORKER}, ${OWNER}`,
      'reset role',
      `grant execute on function app.poke_change(uuid) to ${API}, ${WORKER}, ${OWNER}`,
    ]);
  }

  down = noWayBack;
}

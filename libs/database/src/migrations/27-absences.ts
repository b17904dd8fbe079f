import type { MigrationInterface, QueryRunner } from 'typeorm';
import { absence } from '../policies/absence.ts';
import { beginsChange } from '../policies/change.ts';
import { beginsAway } from '../policies/person.ts';
import { API, GUARD, OWNER, WORKER } from '../policies/roles.ts';
import { apply, noWayBack } from './apply.ts';

/** An absence has a beginning, which may lie ahead; a change that waits for it begins by itself. */
export class Absences implements MigrationInterface {
  readonly name = 'Absences1795000000027';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create table app.absence (
         tenant_id uuid not null, id uuid not null, person_id uuid not null,
         from_at timestamptz not null, until_at timestamptz not null,
         primary key (tenant_id, id), foreign key (tenant_id, person_id) references app.person)`,
      'create index absence_of_person on app.absence (tenant_id, person_id, until_at)',
      // Of every trust at once, which its fence would hide from its owner too.
      'alter table app.person no force row level security',
      `insert into app.absence (tenant_id, id, person_id, from_at, until_at)
         select tenant_id, gen_random_uuid(), id, now(), away_until from app.person where away_until > now()`,
      'alter table app.person force row level security',
      ...absence,
      // The version before this one, which may run beside it for a while, writes the column, and reads it.
      `create function app.keep_absence() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
         begin
           update app.absence a set until_at = now() where a.tenant_id = new.tenant_id and a.person_id = new.id
             and a.from_at <= now() and a.until_at > now();
           insert into app.absence (tenant_id, id, person_id, from_at, until_at)
             select new.tenant_id, gen_random_uuid(), new.id, now(), new.away_until where new.away_until > now();
           return null;
         end $$`,
      'revoke execute on function app.keep_absence() from public',
      `create trigger keep_absence after update of away_until on app.person
         for each row when (pg_trigger_depth() = 0) execute function app.keep_absence()`,
      `alter table app.change add column begins_at timestamptz,
         drop constraint change_state_check, add constraint change_state_check
           check (state in ('counting', 'counted', 'waiting', 'applying', 'applied', 'aside')),
         drop constraint applied_by_somebody, add constraint applied_by_somebody
           check ((state = 'aside' or (state in ('waiting', 'applying', 'applied')) = (applied_by is not null))
             and (applied_by is null) = (applied_at is null)),
         add constraint waits_for_an_instant check (state <> 'waiting' or begins_at is not null)`,
      ...beginsChange,
      `create function app.keep_away_until() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
         begin
           update app.person n set away_until = (select max(a.until_at) from app.absence a
               where a.tenant_id = n.tenant_id and a.person_id = n.id
                 and a.from_at <= clock_timestamp() and a.until_at > clock_timestamp())
             where n.tenant_id = new.tenant_id and n.id = new.person_id;
           return null;
         end $$`,
      'revoke execute on function app.keep_away_until() from public',
      `create trigger keep_away_until after insert or update on app.absence
         for each row when (pg_trigger_depth() = 0) execute function app.keep_away_until()`,
      `create trigger keep_away_until after update of state on app.change for each row
         when (new.kind = 'absence' and new.state = 'applying') execute function app.keep_away_until()`,
      ...beginsAway,
      'alter table app.change no force row level security',
      `update app.change set value = value || '{"from": null}', was = jsonb_build_object('absences',
         case when was ->> 'until' is null then '[]' else jsonb_build_array(was || '{"from": 0}') end)
         where kind = 'absence'`,
      'alter table app.change force row level security',
      'drop function app.poke_change(uuid)',
      `create function app.poke_change(change_id uuid, at timestamptz default null) returns void
         language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
         declare job_name text := 'change/' || app.tenant() || '/' || poke_change.change_id;
         begin
           if app.tenant() is null then raise exception 'a change needs a trust'; end if;
           -- As of a poke: a job whose like is being taken at this moment would be dropped.
           perform from graphile_worker._private_jobs j where j.key = job_name for update;
           perform graphile_worker.add_job('change',
             json_build_object('tenantId', app.tenant(), 'changeId', poke_change.change_id),
             run_at => poke_change.at, job_key => job_name, job_key_mode => 'replace');
         end $$`,
      'revoke execute on function app.poke_change(uuid, timestamptz) from public',
      `grant execute on function app.poke_change(uuid, timestamptz) to ${API}, ${WORKER}, ${OWNER}`,
      `grant create on schema platform to ${GUARD}`,
      `set local role ${GUARD}`,
      `create or replace function platform.changes_under_way() returns table (tenant_id uuid, change_id uuid)
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return query select c.tenant_id, c.id from app.change c where c.state in ('counting', 'waiting', 'applying');
         end $$`,
      'reset role',
      `revoke create on schema platform from ${GUARD}`,
    ]);
  }

  down = noWayBack;
}

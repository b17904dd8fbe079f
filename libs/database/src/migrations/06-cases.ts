import type { MigrationInterface, QueryRunner } from 'typeorm';
import { caseFile } from '../policies/case_file.ts';
import { chainVersion } from '../policies/chain_version.ts';
import { exclusion } from '../policies/exclusion.ts';
import { API, GUARD, OWNER } from '../policies/roles.ts';
import { apply, noWayBack, toGuard } from './apply.ts';

/** Published chains, cases that pin what they opened under, and who may know nothing of a case. */
export class Cases implements MigrationInterface {
  readonly name = 'Cases1795000000006';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      // json, not jsonb: a chain's author chose the order of its answers, and jsonb would sort them.
      `create table app.chain_version (
         tenant_id uuid not null references platform.tenant, hash text not null, chain_id text not null,
         version integer not null, body json not null, published_at timestamptz not null default clock_timestamp(),
         primary key (tenant_id, hash), unique (tenant_id, chain_id, version))`,
      `create table app.case_file (
         tenant_id uuid not null, id uuid not null, reference text not null check (reference ~ '^[A-Z0-9]{3}-[A-Z0-9]{3}$'),
         school_id uuid not null, authority_id uuid not null references platform.authority,
         authority_settings jsonb not null, chain_id text not null, chain_hash text not null,
         calendar_hash text not null references platform.calendar, drill boolean not null,
         clock_offset_ms bigint not null default 0, state jsonb not null, version integer not null,
         next_wake timestamptz, opened_at timestamptz not null, ended_at timestamptz, reporter_id uuid not null,
         opening_event uuid not null, report_mac bytea not null check (length(report_mac) = 32), receipt bytea,
         wrapped_key bytea not null, sealed bytea not null,
         primary key (tenant_id, id), constraint case_file_reference unique (tenant_id, reference),
         constraint case_file_opening_event unique (tenant_id, opening_event),
         foreign key (tenant_id, school_id) references app.school,
         foreign key (tenant_id, chain_hash) references app.chain_version,
         foreign key (tenant_id, reporter_id) references app.person,
         constraint only_a_drill_has_its_own_clock check (drill or clock_offset_ms = 0),
         constraint a_clock_only_goes_forward check (clock_offset_ms >= 0))`,
      'create index case_file_by_school on app.case_file (tenant_id, school_id, opened_at desc, id desc)',
      'create index case_file_by_opening on app.case_file (tenant_id, opened_at desc, id desc)',
      'create index case_file_by_wake on app.case_file (tenant_id, next_wake) where next_wake is not null',
      `create function app.clock_only_forward() returns trigger language plpgsql set search_path = pg_catalog, pg_temp
         as $$ begin
           if new.clock_offset_ms < old.clock_offset_ms then
             raise exception 'the clock of a drill only goes forward' using errcode = 'check_violation';
           end if;
           return new;
         end $$`,
      'revoke execute on function app.clock_only_forward() from public',
      `create trigger clock_only_forward before update of clock_offset_ms on app.case_file
         for each row execute function app.clock_only_forward()`,
      `create table app.exclusion (
         tenant_id uuid not null, case_id uuid not null, person_id uuid not null,
         cause text not null check (cause in ('subject', 'relationship', 'likelyMatch', 'decision')),
         since timestamptz not null default clock_timestamp(),
         primary key (tenant_id, case_id, person_id),
         foreign key (tenant_id, case_id) references app.case_file,
         foreign key (tenant_id, person_id) references app.person)`,
      'create index exclusion_by_person on app.exclusion (tenant_id, person_id)',
      ...[chainVersion, caseFile, exclusion].flat(),
      // A reporter may be shut out from their own case, and still gets the receipt they had when they send it again.
      `create function app.own_report(event uuid) returns table (case_id uuid, mac bytea, receipt bytea)
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return query select c.id, c.report_mac, c.receipt from app.case_file c where c.tenant_id = app.tenant()
             and c.opening_event = event and c.reporter_id = app.person();
         end $$`,
      'revoke execute on function app.own_report(uuid) from public',
      ...toGuard('app.own_report(uuid)'),
      `set local role ${GUARD}`,
      `grant execute on function app.own_report(uuid) to ${API}, ${OWNER}`,
      'reset role',
    ]);
  }

  down = noWayBack;
}

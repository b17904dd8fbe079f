import type { MigrationInterface, QueryRunner } from 'typeorm';
import { caseFile } from '../policies/case_file.ts';
import { exclusion } from '../policies/exclusion.ts';
import { layerVersion } from '../policies/layer_version.ts';
import { resolvedChain } from '../policies/resolved_chain.ts';
import { API, GUARD, OWNER, WORKER } from '../policies/roles.ts';
import { apply, noWayBack, toGuard } from './apply.ts';

/** Published layers, cases that pin the chain these made when they opened, and who may know nothing of a case. */
export class Cases implements MigrationInterface {
  readonly name = 'Cases1795000000006';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      // json, not jsonb: a chain's author chose the order of its answers, and jsonb would sort them.
      `create table app.layer_version (
         tenant_id uuid not null references platform.tenant,
         layer text not null check (layer in ('guidance', 'authority', 'trust', 'school')), layer_id text not null,
         number integer not null, school_id uuid, hash text not null, body json not null,
         published_at timestamptz not null default clock_timestamp(),
         primary key (tenant_id, layer, layer_id, number),
         foreign key (tenant_id, school_id) references app.school,
         constraint of_one_school check ((layer = 'school') = (school_id is not null)))`,
      'create index layer_version_by_hash on app.layer_version (tenant_id, hash)',
      `create table app.resolved_chain (
         tenant_id uuid not null references platform.tenant, hash text not null, chain_id text not null,
         body json not null, resolved_at timestamptz not null default clock_timestamp(),
         primary key (tenant_id, hash))`,
      'create index resolved_chain_by_chain on app.resolved_chain (tenant_id, chain_id)',
      `create table app.case_file (
         tenant_id uuid not null, id uuid not null, reference text not null check (reference ~ '^[A-Z0-9]{3}-[A-Z0-9]{3}$'),
         school_id uuid not null, authority_id uuid not null references platform.authority,
         chain_id text not null, chain_hash text not null,
         calendar_hash text not null references platform.calendar, drill boolean not null,
         clock_offset_ms bigint not null default 0, state jsonb not null, version integer not null,
         next_wake timestamptz, opened_at timestamptz not null, ended_at timestamptz, reporter_id uuid not null,
         opening_event uuid not null, report_mac bytea not null check (length(report_mac) = 32), receipt bytea,
         wrapped_key bytea not null, sealed bytea not null,
         primary key (tenant_id, id), constraint case_file_reference unique (tenant_id, reference),
         constraint case_file_opening_event unique (tenant_id, opening_event),
         foreign key (tenant_id, school_id) references app.school,
         foreign key (tenant_id, chain_hash) references app.resolved_chain,
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
      `create index case_file_unreached on app.case_file (tenant_id, school_id) where state ? 'unreached'`,
      `create table app.exclusion (
         tenant_id uuid not null, case_id uuid not null, person_id uuid not null,
         cause text not null check (cause in ('subject', 'relationship', 'likelyMatch', 'decision')),
         since timestamptz not null default clock_timestamp(),
         primary key (tenant_id, case_id, person_id),
         foreign key (tenant_id, case_id) references app.case_file,
         foreign key (tenant_id, person_id) references app.person)`,
      'create index exclusion_by_person on app.exclusion (tenant_id, person_id)',
      ...[layerVersion, resolvedChain, caseFile, exclusion].flat(),
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
      `grant execute on function app.own_report(uuid) to ${API}, ${WORKER}, ${OWNER}`,
      'reset role',
    ]);
  }

  down = noWayBack;
}

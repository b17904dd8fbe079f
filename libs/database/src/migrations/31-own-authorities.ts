import type { MigrationInterface, QueryRunner } from 'typeorm';
import { movesChain } from '../policies/case_file.ts';
import { refusesChange } from '../policies/change.ts';
import { ownAuthority } from '../policies/own_authority.ts';
import { ownNumber } from '../policies/own_number.ts';
import { apply, noWayBack } from './apply.ts';

/** What a trust holds of a local authority in place of what everybody does: hours and limits by a change, numbers at once. */
export class OwnAuthorities implements MigrationInterface {
  readonly name = 'OwnAuthorities1795000000031';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      // By its name the layer of what a trust holds of it is known.
      `alter table platform.authority add constraint no_trusts_own check (slug not like '%-ours')`,
      `alter table app.change add column refusal text, drop constraint change_kind_check, add constraint change_kind_check
           check (kind in ('calendar', 'absence', 'closedDay', 'authority')),
         drop constraint closed_by_an_authority, add constraint change_of_an_authority
           check (case kind when 'authority' then authority_id is not null
             when 'closedDay' then true else authority_id is null end)`,
      `create table app.own_authority (
         tenant_id uuid not null references platform.tenant, authority_id uuid not null references platform.authority,
         number integer not null, hours text, limits jsonb not null, hash text not null, layer json not null, change_id uuid not null,
         set_at timestamptz not null default clock_timestamp(), primary key (tenant_id, authority_id, number),
         foreign key (tenant_id, change_id) references app.change,
         constraint lengths_and_hours_alone check (layer ->> 'layer' = 'authority'
           and (layer -> 'chains')::jsonb = '[]' and (layer -> 'amendments')::jsonb = '[]'))`,
      `create table app.own_number (
         tenant_id uuid not null references platform.tenant, authority_id uuid not null references platform.authority,
         about text not null check (about in ('child', 'both', 'adult', 'police')), number text,
         verified_by uuid not null, verified_at timestamptz not null default clock_timestamp(),
         primary key (tenant_id, authority_id, about), foreign key (tenant_id, verified_by) references app.person)`,
      ...[ownAuthority, ownNumber, movesChain, refusesChange].flat(),
    ]);
  }

  down = noWayBack;
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { audit } from '../policies/audit.ts';
import { apply, noWayBack } from './apply.ts';

/** Who did or looked at what. Each row commits with its act and carries a keyed MAC. */
export class Audit implements MigrationInterface {
  readonly name = 'Audit1795000000009';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create table app.audit (
         tenant_id uuid not null references platform.tenant, id uuid not null, at timestamptz not null, person_id uuid,
         actor text, verb text not null, subject_kind text not null, subject_id uuid not null, case_id uuid,
         detail jsonb not null default '{}', mac bytea not null check (length(mac) = 32),
         primary key (tenant_id, id),
         foreign key (tenant_id, person_id) references app.person,
         foreign key (tenant_id, case_id) references app.case_file,
         check (num_nonnulls(person_id, actor) = 1))`,
      'create index audit_by_case on app.audit (tenant_id, case_id, at)',
      ...audit,
    ]);
  }

  down = noWayBack;
}

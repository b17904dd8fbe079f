import type { MigrationInterface, QueryRunner } from 'typeorm';
import { person } from '../policies/person.ts';
import { post } from '../policies/post.ts';
import { relationship } from '../policies/relationship.ts';
import { school } from '../policies/school.ts';
import { apply, noWayBack } from './apply.ts';

const SCHOOL_ROLES = `'dsl', 'deputyDsl', 'headteacher', 'deputyHead', 'senco', 'staff', 'localChair',
  'safeguardingGovernor', 'governor'`;
const TRUST_ROLES = `'trustSafeguardingLead', 'ceo', 'trustChair', 'viceChair', 'safeguardingTrustee', 'hrAdviser',
  'trustAdministrator', 'dataProtectionOfficer', 'informationGovernanceLead', 'auditor'`;

/** Schools, the people known to a trust, the posts they hold and the relationships they declared. */
export class People implements MigrationInterface {
  readonly name = 'People1795000000003';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create table app.school (
         tenant_id uuid not null references platform.tenant, id uuid not null, name text not null,
         short_name text not null, authority_id uuid not null references platform.authority,
         phase text not null check (phase in ('primary', 'secondary', 'all')),
         primary key (tenant_id, id))`,
      `create table app.person (
         tenant_id uuid not null references platform.tenant, id uuid not null, sealed bytea not null,
         suspended_at timestamptz, away_until timestamptz,
         mailbox_shared boolean not null default false, created_at timestamptz not null default now(),
         primary key (tenant_id, id))`,
      `create table app.post (
         tenant_id uuid not null, id uuid not null, person_id uuid not null, role text not null, school_id uuid,
         since timestamptz not null, until timestamptz,
         primary key (tenant_id, id),
         foreign key (tenant_id, person_id) references app.person, foreign key (tenant_id, school_id) references app.school,
         check (case when school_id is null then role in (${TRUST_ROLES}) else role in (${SCHOOL_ROLES}) end))`,
      'create index post_by_school on app.post (tenant_id, school_id, role)',
      'create index post_by_person on app.post (tenant_id, person_id)',
      `create table app.relationship (
         tenant_id uuid not null, person_id uuid not null, other_person_id uuid not null,
         kind text not null check (kind in ('family', 'closePersonal', 'business', 'samePerson')),
         primary key (tenant_id, person_id, other_person_id, kind),
         foreign key (tenant_id, person_id) references app.person,
         foreign key (tenant_id, other_person_id) references app.person)`,
      ...[school, person, post, relationship].flat(),
    ]);
  }

  down = noWayBack;
}

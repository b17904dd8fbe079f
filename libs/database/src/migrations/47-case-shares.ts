import type { MigrationInterface, QueryRunner } from 'typeorm';
import { caseShare } from '../policies/case_share.ts';
import { apply, noWayBack } from './apply.ts';

/** Which colleague was let see how much of a case, by whom, and until when: never without an end. */
export class CaseShares implements MigrationInterface {
  readonly name = 'CaseShares1795000000047';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create table app.case_share (
         tenant_id uuid not null, id uuid not null, case_id uuid not null, person_id uuid not null,
         given_by uuid not null, part text not null check (part in ('headline', 'plan', 'everything')),
         reason bytea not null, given_at timestamptz not null default clock_timestamp(),
         until_at timestamptz not null, ended_at timestamptz, ended_by uuid, seen_at timestamptz,
         primary key (tenant_id, id),
         foreign key (tenant_id, case_id) references app.case_file,
         foreign key (tenant_id, person_id) references app.person,
         foreign key (tenant_id, given_by) references app.person,
         foreign key (tenant_id, ended_by) references app.person,
         constraint given_to_another check (person_id <> given_by),
         constraint a_year_at_most check (until_at > given_at and until_at <= given_at + interval '366 days'),
         constraint ended_by_somebody check ((ended_at is null) = (ended_by is null)))`,
      'create index case_share_by_person on app.case_share (tenant_id, person_id) where ended_at is null',
      'create unique index one_share_each on app.case_share (tenant_id, case_id, person_id) where ended_at is null',
      ...caseShare,
    ]);
  }

  down = noWayBack;
}

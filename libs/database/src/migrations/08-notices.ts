import type { MigrationInterface, QueryRunner } from 'typeorm';
import { delivery } from '../policies/delivery.ts';
import { notice } from '../policies/notice.ts';
import { apply, noWayBack } from './apply.ts';

const BECAUSE = `because text not null check (because in ('newDuty', 'reminder', 'breach', 'stillLate',
  'unacknowledged', 'handedUp', 'takenOver', 'cameBack', 'nobodyCanAct', 'personalAway', 'namedGone',
  'nothingHeard', 'agreementAsked', 'agreementUnanswered', 'agreed', 'declined', 'waived', 'mistakeAsked', 'endedAsMistake', 'rescheduled',
  'termsRunOut'))`;

/** What must be told, and what each person was told: one notice per person and cause. */
export class Notices implements MigrationInterface {
  readonly name = 'Notices1795000000008';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create table app.delivery (
         tenant_id uuid not null, id uuid not null, case_id uuid not null, key text not null, ${BECAUSE},
         step text, audience jsonb not null, at timestamptz not null,
         state text not null default 'pending' check (state in ('pending', 'sent')),
         created_at timestamptz not null default clock_timestamp(), sent_at timestamptz, told_to uuid[],
         primary key (tenant_id, id), unique (tenant_id, case_id, key),
         foreign key (tenant_id, case_id) references app.case_file,
         check ((state = 'sent') = (sent_at is not null)), check ((state = 'sent') = (told_to is not null)))`,
      `create index delivery_pending on app.delivery (tenant_id, case_id) where state = 'pending'`,
      `create table app.notice (
         tenant_id uuid not null, id uuid not null, case_id uuid not null, person_id uuid not null, key text not null,
         ${BECAUSE}, step text, at timestamptz not null,
         created_at timestamptz not null default clock_timestamp(), seen_at timestamptz,
         primary key (tenant_id, id), unique (tenant_id, case_id, person_id, key),
         foreign key (tenant_id, case_id) references app.case_file,
         foreign key (tenant_id, person_id) references app.person)`,
      'create index notice_by_person on app.notice (tenant_id, person_id, created_at desc, id desc)',
      ...[delivery, notice].flat(),
    ]);
  }

  down = noWayBack;
}

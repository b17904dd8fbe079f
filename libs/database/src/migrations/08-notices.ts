import type { MigrationInterface, QueryRunner } from 'typeorm';
import { delivery } from '../policies/delivery.ts';
import { message } from '../policies/message.ts';
import { notice } from '../policies/notice.ts';
import { GUARD, OWNER, WORKER } from '../policies/roles.ts';
import { apply, noWayBack, toGuard } from './apply.ts';

const BECAUSE = `because text not null check (because in ('newDuty', 'reminder', 'breach', 'stillLate',
  'unacknowledged', 'handedUp', 'takenOver', 'cameBack', 'nobodyCanAct', 'personalAway', 'namedGone',
  'nothingHeard', 'agreementAsked', 'agreementUnanswered', 'agreed', 'declined', 'waived', 'mistakeAsked', 'endedAsMistake', 'rescheduled',
  'termsRunOut', 'couldNotReach', 'caseUnreadable'))`;

/** What must be told, what each person was told, one notice per person and cause, and what went out of the house. */
export class Notices implements MigrationInterface {
  readonly name = 'Notices1795000000008';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create table app.delivery (
         tenant_id uuid not null, id uuid not null, case_id uuid not null, key text not null, ${BECAUSE},
         step text, audience jsonb not null, at timestamptz not null,
         state text not null default 'pending' check (state in ('pending', 'sending', 'sent', 'superseded')),
         created_at timestamptz not null default clock_timestamp(), sent_at timestamptz, told_to uuid[],
         told_at timestamptz,
         seen_to_at timestamptz not null default clock_timestamp(),
         primary key (tenant_id, id), unique (tenant_id, case_id, key),
         foreign key (tenant_id, case_id) references app.case_file,
         check ((state = 'sent') = (sent_at is not null)), check ((state <> 'pending') = (told_to is not null)),
         check ((told_to is null) = (told_at is null)))`,
      `create index delivery_pending on app.delivery (tenant_id, case_id) where state in ('pending', 'sending')`,
      `create table app.notice (
         tenant_id uuid not null, id uuid not null, case_id uuid not null, person_id uuid not null, key text not null,
         ${BECAUSE}, step text, at timestamptz not null,
         created_at timestamptz not null default clock_timestamp(), seen_at timestamptz, outage_since timestamptz,
         primary key (tenant_id, id), unique (tenant_id, case_id, person_id, key),
         foreign key (tenant_id, case_id) references app.case_file,
         foreign key (tenant_id, person_id) references app.person)`,
      'create index notice_by_person on app.notice (tenant_id, person_id, created_at desc, id desc)',
      `create table app.message (
         tenant_id uuid not null, id uuid not null, delivery_id uuid not null, case_id uuid not null,
         person_id uuid not null, channel text not null check (channel in ('email')), outage_since timestamptz,
         state text not null default 'waiting'
           check (state in ('waiting', 'unsent', 'accepted', 'delivered', 'bounced', 'refused', 'noAnswer', 'noAddress',
             'sharedMailbox', 'withheld', 'superseded')),
         code text check (code ~ '^[A-Za-z0-9-]{1,40}$'), attempts integer not null default 0,
         created_at timestamptz not null default clock_timestamp(), ended_at timestamptz,
         primary key (tenant_id, id), unique (tenant_id, delivery_id, person_id, channel),
         constraint one_message_of_an_outage unique (tenant_id, person_id, channel, outage_since),
         foreign key (tenant_id, delivery_id) references app.delivery,
         foreign key (tenant_id, case_id) references app.case_file,
         foreign key (tenant_id, person_id) references app.person,
         check ((state in ('waiting', 'unsent')) = (ended_at is null)))`,
      `create index message_unsent on app.message (tenant_id) where state = 'unsent'`,
      'create index message_by_case on app.message (tenant_id, case_id)',
      ...[delivery, notice, message].flat(),
      // The worker may not read accounts; where one person's mail goes is all that it needs of them.
      `create function app.mail_address(person uuid) returns text
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return (select a.email from platform.membership m join platform.account a on a.id = m.account_id
             where m.tenant_id = app.tenant() and m.person_id = person and a.disabled_at is null);
         end $$`,
      `grant select (tenant_id, person_id, account_id) on platform.membership to ${GUARD}`,
      `grant select (id, email, disabled_at) on platform.account to ${GUARD}`,
      'revoke execute on function app.mail_address(uuid) from public',
      ...toGuard('app.mail_address(uuid)'),
      `set local role ${GUARD}`,
      `grant execute on function app.mail_address(uuid) to ${WORKER}, ${OWNER}`,
      'reset role',
    ]);
  }

  down = noWayBack;
}

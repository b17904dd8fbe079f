import type { MigrationInterface, QueryRunner } from 'typeorm';
import { contactChoice } from '../policies/contact_choice.ts';
import { apply, noWayBack } from './apply.ts';

/** How each person wants to be told of what is not urgent; and messages that wait for the end of a quiet time, or for the letter of the day. */
export class Choices implements MigrationInterface {
  readonly name = 'Choices1795000000016';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create table app.contact_choice (
         tenant_id uuid not null, person_id uuid not null,
         soon text not null check (soon in ('email', 'emailAndText', 'none')),
         later text not null check (later in ('daily', 'none')),
         quiet text not null check (quiet in ('none', 'night', 'evening')),
         primary key (tenant_id, person_id), foreign key (tenant_id, person_id) references app.person)`,
      ...contactChoice,
      `alter table app.message add column held_until timestamptz, add column summary_of date,
         drop constraint message_state_check, drop constraint message_check,
         add constraint message_state_check check (state in ('waiting', 'unsent', 'held', 'accepted', 'delivered',
           'bounced', 'refused', 'noAnswer', 'noAddress', 'sharedMailbox', 'withheld', 'superseded')),
         add constraint message_ended check ((state in ('waiting', 'unsent', 'held')) = (ended_at is null)),
         add constraint message_held check (state <> 'held' or held_until is not null),
         add constraint one_summary_a_day unique (tenant_id, person_id, channel, summary_of)`,
      `create index message_by_hold on app.message (tenant_id, held_until) where state = 'held'`,
    ]);
  }

  down = noWayBack;
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { breach } from '../policies/breach.ts';
import { caseEvent } from '../policies/case_event.ts';
import { duty } from '../policies/duty.ts';
import { apply, noWayBack } from './apply.ts';

/** What happened to a case, the duties that stand because of it, and each time one was late. */
export class Events implements MigrationInterface {
  readonly name = 'Events1795000000007';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create table app.case_event (
         tenant_id uuid not null, case_id uuid not null, seq integer not null, event_id uuid not null,
         type text not null, version integer not null, at timestamptz not null,
         entered_at timestamptz not null default clock_timestamp(), happened_at timestamptz,
         by_person uuid, system_actor text, body jsonb not null, sealed bytea,
         primary key (tenant_id, case_id, seq), unique (tenant_id, case_id, event_id),
         foreign key (tenant_id, case_id) references app.case_file,
         foreign key (tenant_id, by_person) references app.person,
         constraint somebody_did_it check (num_nonnulls(by_person, system_actor) = 1))`,
      `create table app.duty (
         tenant_id uuid not null, case_id uuid not null, step text not null, version integer not null,
         state text not null check (state in ('open', 'late', 'met', 'metLate', 'recordedLate',
           'waived', 'notApplicable', 'superseded')),
         owner_person uuid, owner_role text, opened_at timestamptz not null, clock_from timestamptz,
         due_at timestamptz, late_from timestamptz, breached_at timestamptz, done_at timestamptz, ended_at timestamptz,
         happened_at timestamptz, done_by uuid, outcome text, asked jsonb,
         primary key (tenant_id, case_id, step),
         foreign key (tenant_id, case_id) references app.case_file,
         foreign key (tenant_id, owner_person) references app.person,
         foreign key (tenant_id, done_by) references app.person,
         constraint ended_or_owed check ((state in ('open', 'late')) = (ended_at is null)))`,
      `create index duty_by_owner on app.duty (tenant_id, owner_person, due_at, case_id, step) where ended_at is null`,
      // Also those whose time will come: what is late is known by the clock, whether or not a worker has come to it.
      `create index duty_by_lateness on app.duty (tenant_id, late_from, case_id, step)
         where ended_at is null and late_from is not null`,
      `create index duty_by_question on app.duty (tenant_id, case_id, step) where ended_at is null and asked is not null`,
      `create table app.breach (
         tenant_id uuid not null, case_id uuid not null, step text not null, at timestamptz not null,
         recorded_at timestamptz not null default clock_timestamp(), owner_person uuid,
         outage_what text check (outage_what in ('reminders', 'recording')), outage_since timestamptz,
         primary key (tenant_id, case_id, step), check ((outage_what is null) = (outage_since is null)),
         foreign key (tenant_id, case_id) references app.case_file,
         foreign key (tenant_id, owner_person) references app.person)`,
      'create index breach_by_time on app.breach (tenant_id, at)',
      ...[caseEvent, duty, breach].flat(),
    ]);
  }

  down = noWayBack;
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { platform } from '../policies/platform.ts';
import { apply, noWayBack } from './apply.ts';

/** Logins: an account is one person's in any number of trusts; a session is of one account in one trust, a device a browser of it. */
export class Accounts implements MigrationInterface {
  readonly name = 'Accounts1795000000004';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create table platform.account (
         id uuid primary key, email text not null unique check (email = lower(email)), password_hash text not null,
         disabled_at timestamptz, demo boolean not null default false)`,
      `create table platform.membership (
         account_id uuid not null references platform.account, tenant_id uuid not null, person_id uuid not null,
         primary key (account_id, tenant_id), unique (tenant_id, person_id),
         foreign key (tenant_id, person_id) references app.person)`,
      `create table platform.session (
         id_hash bytea primary key, account_id uuid not null references platform.account, tenant_id uuid not null,
         person_id uuid not null, created_at timestamptz not null default clock_timestamp(),
         seen_at timestamptz not null default clock_timestamp(), expires_at timestamptz not null,
         foreign key (account_id, tenant_id) references platform.membership)`,
      'create index session_by_account on platform.session (account_id)',
      'create index session_by_expiry on platform.session (expires_at)',
      `create table platform.device (
         account_id uuid not null references platform.account, id_hash bytea not null,
         seen_at timestamptz not null default clock_timestamp(), primary key (account_id, id_hash))`,
      ...platform,
    ]);
  }

  down = noWayBack;
}

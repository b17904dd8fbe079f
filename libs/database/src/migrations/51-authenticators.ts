import type { MigrationInterface, QueryRunner } from 'typeorm';
import { authenticator } from '../policies/sign_in.ts';
import { apply, noWayBack } from './apply.ts';

/** A second proof beside the password: the codes of an app, and codes on paper for when it is lost. */
export class Authenticators implements MigrationInterface {
  readonly name = 'Authenticators1795000000051';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      // Sealed under the key of the trust in which it was set up; asked for once it is confirmed. `last_step` is the last
      // half minute of which a code was taken: none of it is taken twice, nor one from before.
      `create table platform.authenticator (
         account_id uuid primary key references platform.account, tenant_id uuid not null references platform.tenant,
         sealed bytea not null, confirmed_at timestamptz, last_step bigint not null default 0,
         failed integer not null default 0, failed_at timestamptz)`,
      `create table platform.recovery_code (
         account_id uuid not null references platform.authenticator on delete cascade, hash bytea not null,
         used_at timestamptz, primary key (account_id, hash))`,
      ...authenticator,
    ]);
  }

  down = noWayBack;
}

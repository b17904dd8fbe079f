import type { MigrationInterface, QueryRunner } from 'typeorm';
import { passkey } from '../policies/sign_in.ts';
import { apply, noWayBack } from './apply.ts';

/** Passkeys: what a device or a password manager signs in with in place of a password and a code. */
export class Passkeys implements MigrationInterface {
  readonly name = 'Passkeys1795000000059';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create table platform.passkey (
         id uuid primary key default gen_random_uuid(), account_id uuid not null references platform.account,
         credential_id bytea not null unique check (octet_length(credential_id) between 1 and 1023),
         public_key bytea not null, counter bigint not null check (counter >= 0), transports text[] not null,
         name text not null check (char_length(name) between 1 and 60),
         added_at timestamptz not null default clock_timestamp(), used_at timestamptz)`,
      'create index passkey_by_account on platform.passkey (account_id)',
      // What a passkey is asked to sign, each once: of a session one for each purpose, of who is nobody yet bounded by lane.
      `create table platform.passkey_challenge (
         hash bytea primary key, purpose text not null check (purpose in ('signIn', 'stepUp', 'add')),
         session_id uuid references platform.session (id) on delete cascade,
         lane bytea, known boolean not null default false, made_at timestamptz not null default clock_timestamp(),
         unique (session_id, purpose), check ((session_id is null) = (purpose = 'signIn')),
         check ((session_id is null) = (lane is not null)))`,
      'create index passkey_challenge_by_lane on platform.passkey_challenge (lane, made_at)',
      'create index passkey_challenge_by_age on platform.passkey_challenge (made_at) where session_id is null',
      'create index device_by_hash on platform.device (id_hash)',
      ...passkey,
      `alter table app.trust_notice drop constraint trust_notice_because_check,
         add constraint trust_notice_because_check check (because in ('keyGiven', 'keyReplaced', 'keyForgotten',
           'passwordChanged', 'codesAsked', 'codesNotAsked', 'recoveryCodesRenewed', 'recoveryCodeUsed',
           'passkeyAdded', 'passkeyRemoved', 'passkeyCopied'))`,
    ]);
  }

  down = noWayBack;
}

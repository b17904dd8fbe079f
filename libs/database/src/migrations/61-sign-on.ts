import type { MigrationInterface, QueryRunner } from 'typeorm';
import { API } from '../policies/roles.ts';
import { signOn, signOnLink, signingOn } from '../policies/sign_on.ts';
import { apply, noWayBack } from './apply.ts';

const PERSON = (column: string) => `foreign key (tenant_id, ${column}) references app.person`;

/**
 * A trust's own sign-on, the people who linked their account to it, and attempts that are under way. What ended stays, without
 * the secret; the sessions that came by a link go with it.
 */
export class SignOn implements MigrationInterface {
  readonly name = 'SignOn1795000000061';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create table app.sign_on (
         tenant_id uuid not null references platform.tenant, id uuid not null, issuer text not null,
         client_id text not null, sealed bytea, set_by uuid not null,
         set_at timestamptz not null default clock_timestamp(), tried_by uuid, tried_at timestamptz,
         tried text check (tried in ('worked', 'refused')), ended_by uuid, ended_at timestamptz,
         primary key (tenant_id, id), ${PERSON('set_by')}, ${PERSON('tried_by')}, ${PERSON('ended_by')},
         constraint sign_on_ended check (num_nonnulls(ended_by, ended_at) = case when sealed is null then 2 else 0 end))`,
      'create unique index sign_on_live on app.sign_on (tenant_id) where ended_at is null',
      // Whose subject it is stands nowhere: a hash is enough to know it again.
      `create table app.sign_on_link (
         tenant_id uuid not null, id uuid not null, sign_on_id uuid not null, account_id uuid not null,
         person_id uuid not null, subject_hash bytea not null check (octet_length(subject_hash) = 32),
         linked_at timestamptz not null default clock_timestamp(), ended_at timestamptz,
         primary key (tenant_id, id), foreign key (tenant_id, sign_on_id) references app.sign_on, ${PERSON('person_id')},
         foreign key (account_id, tenant_id) references platform.membership on delete cascade)`,
      'create unique index sign_on_link_subject on app.sign_on_link (tenant_id, subject_hash) where ended_at is null',
      'create unique index sign_on_link_person on app.sign_on_link (tenant_id, person_id) where ended_at is null',
      'create index sign_on_link_by_sign_on on app.sign_on_link (tenant_id, sign_on_id)',
      'create index sign_on_link_by_account on app.sign_on_link (tenant_id, account_id)',
      `alter table platform.session add column by text not null default 'password' check (by in ('password', 'sso')),
         add column link_id uuid,
         add foreign key (tenant_id, link_id) references app.sign_on_link on delete cascade,
         add constraint session_by_link check ((by = 'sso') = (link_id is not null))`,
      'create index session_by_link on platform.session (tenant_id, link_id) where link_id is not null',
      `create table platform.sign_on_attempt (
         token_hash bytea primary key, tenant_id uuid not null references platform.tenant, sign_on_id uuid not null,
         purpose text not null check (purpose in ('signIn', 'link', 'try')),
         session_id uuid references platform.session (id) on delete cascade,
         expires_at timestamptz not null default clock_timestamp() + interval '10 minutes',
         constraint sign_on_attempt_whose check ((purpose = 'signIn') = (session_id is null)))`,
      'create index sign_on_attempt_by_expiry on platform.sign_on_attempt (expires_at)',
      `grant select, insert, delete on platform.sign_on_attempt to ${API}`,
      ...signOn,
      ...signOnLink,
      ...signingOn,
      // Added to what may be told by then, whatever that is.
      `do $$ declare was text; begin
         select pg_get_constraintdef(oid) into was from pg_constraint
           where conrelid = 'app.trust_notice'::regclass and conname = 'trust_notice_because_check';
         alter table app.trust_notice drop constraint trust_notice_because_check;
         execute 'alter table app.trust_notice add constraint trust_notice_because_check check ('
           || substr(was, length('CHECK ') + 1) || ' or because in (''signOnGiven'', ''signOnReplaced'',
           ''signOnForgotten'', ''signOnLinked'', ''signOnUnlinked'', ''signOnDropped''))';
       end $$`,
    ]);
  }

  down = noWayBack;
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { shownChannel } from '../policies/message.ts';
import { API, OWNER } from '../policies/roles.ts';
import { trustNotice } from '../policies/trust_notice.ts';
import { apply, noWayBack } from './apply.ts';

/** What the central team is told of the trust's own settings, each of them once, here and by mail; and by which way leaders were told. */
export class TrustNotices implements MigrationInterface {
  readonly name = 'TrustNotices1795000000032';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create table app.trust_notice (
         tenant_id uuid not null, id uuid not null, person_id uuid not null,
         because text not null check (because in ('keyGiven', 'keyReplaced', 'keyForgotten')), made_by uuid,
         created_at timestamptz not null default clock_timestamp(), seen_at timestamptz,
         mail text not null default 'waiting'
           check (mail in ('waiting', 'unsent', 'accepted', 'refused', 'noAddress', 'withheld')),
         primary key (tenant_id, id), foreign key (tenant_id, person_id) references app.person,
         foreign key (tenant_id, made_by) references app.person)`,
      'create index trust_notice_by_person on app.trust_notice (tenant_id, person_id, created_at desc, id desc)',
      ...trustNotice,
      ...shownChannel,
      `create function app.mail_trust_notices() returns void language plpgsql security definer
         set search_path = pg_catalog, pg_temp as $$
         begin
           if app.tenant() is null then raise exception 'mail needs a trust'; end if;
           perform graphile_worker.add_job('trustMail', json_build_object('tenantId', app.tenant()),
             job_key => 'trustMail/' || app.tenant(), job_key_mode => 'replace');
         end $$`,
      'revoke execute on function app.mail_trust_notices() from public',
      `grant execute on function app.mail_trust_notices() to ${API}, ${OWNER}`,
    ]);
  }

  down = noWayBack;
}

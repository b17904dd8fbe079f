import type { MigrationInterface, QueryRunner } from 'typeorm';
import { countedLinks } from '../policies/agency_link.ts';
import { GUARD } from '../policies/roles.ts';
import { countedTrustNotices } from '../policies/trust_notice.ts';
import { apply, noWayBack } from './apply.ts';

/** One that waits, or is being taken, is not replaced by the next. */
const MESSAGE_ANSWERED = `create or replace function platform.message_answered(tenant uuid, message uuid, said text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform graphile_worker.add_job('answer',
      json_build_object('tenantId', tenant, 'messageId', message, 'said', said, 'lane', tenant),
      job_key => 'answer/' || tenant || '/' || message, job_key_mode => 'unsafe_dedupe',
      priority => app.turn(tenant::text, 0));
  end $$`;

/** All mail that waits is counted, that to agencies and to central teams too; and of two answers of a carrier the first is kept. */
export class MailCounted implements MigrationInterface {
  readonly name = 'MailCounted1795000000056';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      ...countedLinks,
      ...countedTrustNotices,
      `create index agency_link_unfinished on app.agency_link (tenant_id, mail) where mail in ('waiting', 'unsent')`,
      `create index trust_notice_unfinished on app.trust_notice (tenant_id, mail) where mail in ('waiting', 'unsent')`,
      MESSAGE_ANSWERED,
      `grant create on schema platform to ${GUARD}`,
      `set local role ${GUARD}`,
      `create or replace function platform.unfinished() returns table (what text, state text, count integer, since timestamptz)
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return query select 'delivery', d.state, count(*)::integer, min(d.created_at)
             from app.delivery d where d.state in ('pending', 'sending', 'nobody') group by d.state
           union all select 'message', m.state, count(*)::integer, min(m.at) from (
               select w.state, w.created_at as at from app.message w where w.state in ('waiting', 'unsent')
               union all select l.mail, l.made_at from app.agency_link l where l.mail in ('waiting', 'unsent')
               union all select t.mail, t.created_at from app.trust_notice t where t.mail in ('waiting', 'unsent')) m
             group by m.state
           union all select 'change', 'applying', count(*)::integer, min(greatest(c.applied_at, c.begins_at))
             from app.change c where c.state = 'applying'
           union all select 'wake', 'overdue', count(*)::integer, min(w.next_wake)
             from platform.tenant t cross join lateral (select f.next_wake from app.case_file f
               where f.tenant_id = t.id and f.next_wake < clock_timestamp()) w;
         end $$`,
      'reset role',
      `revoke create on schema platform from ${GUARD}`,
    ]);
  }

  down = noWayBack;
}

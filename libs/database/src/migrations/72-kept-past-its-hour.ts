import type { MigrationInterface, QueryRunner } from 'typeorm';
import { countedHeld } from '../policies/message.ts';
import { GUARD } from '../policies/roles.ts';
import { apply, noWayBack } from './apply.ts';

/** What was kept for its hour and is carried by nobody then is counted as what is kept because nobody carries it. */
export class KeptPastItsHour implements MigrationInterface {
  readonly name = 'KeptPastItsHour1795000000072';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      ...countedHeld,
      `grant create on schema platform to ${GUARD}`,
      `set local role ${GUARD}`,
      `create or replace function platform.unfinished() returns table (what text, state text, count integer, since timestamptz)
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return query select 'delivery', d.state, count(*)::integer, min(d.created_at)
             from app.delivery d where d.state in ('pending', 'sending') or d.state = 'nobody' and not exists (
               select from app.case_file k where k.tenant_id = d.tenant_id and k.id = d.case_id and k.drill)
             group by d.state
           union all select 'message', m.state, count(*)::integer, min(m.at) from (
               select w.state, coalesce(w.waits_since, w.created_at) as at from app.message w where w.state in ('waiting', 'unsent')
               union all select 'unsent', h.held_until from app.message h where h.state = 'held' and h.held_until <= clock_timestamp()
               union all select l.mail, coalesce(l.waits_since, l.made_at) from app.agency_link l where l.mail in ('waiting', 'unsent')
               union all select t.mail, coalesce(t.waits_since, t.created_at) from app.trust_notice t where t.mail in ('waiting', 'unsent')) m
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

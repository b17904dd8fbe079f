import type { MigrationInterface, QueryRunner } from 'typeorm';
import { GUARD } from '../policies/roles.ts';
import { apply, noWayBack } from './apply.ts';

const BECAUSE = `because in ('newDuty', 'reminder', 'breach', 'stillLate', 'unacknowledged', 'handedUp', 'takenOver',
  'cameBack', 'nobodyCanAct', 'personalAway', 'namedGone', 'nothingHeard', 'agreementAsked', 'agreementUnanswered',
  'askedNoMore', 'agreed', 'declined', 'waived', 'releaseDeclined', 'mistakeAsked', 'endedAsMistake', 'rescheduled',
  'broughtForward', 'termsRunOut', 'couldNotReach', 'caseUnreadable')`;

/** What was said to nobody, as nobody was there who may hear of it: it waits until somebody is, and is counted. */
export class NobodyThere implements MigrationInterface {
  readonly name = 'NobodyThere1795000000055';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `alter table app.delivery drop constraint delivery_state_check,
         add constraint delivery_state_check check (state in ('pending', 'sending', 'nobody', 'sent', 'superseded'))`,
      // That a deadline comes sooner than it did.
      ...['delivery', 'notice'].map(
        (table) => `alter table app.${table} drop constraint ${table}_because_check,
         add constraint ${table}_because_check check (${BECAUSE})`,
      ),
      'drop index app.delivery_pending',
      `create index delivery_pending on app.delivery (tenant_id, case_id) where state in ('pending', 'sending', 'nobody')`,
      `grant create on schema platform to ${GUARD}`,
      `set local role ${GUARD}`,
      `create or replace function platform.unfinished() returns table (what text, state text, count integer, since timestamptz)
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return query select 'delivery', d.state, count(*)::integer, min(d.created_at)
             from app.delivery d where d.state in ('pending', 'sending', 'nobody') group by d.state
           union all select 'message', m.state, count(*)::integer, min(m.created_at)
             from app.message m where m.state in ('waiting', 'unsent') group by m.state
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

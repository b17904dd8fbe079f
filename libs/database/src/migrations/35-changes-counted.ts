import type { MigrationInterface, QueryRunner } from 'typeorm';
import { countedChanges } from '../policies/change.ts';
import { GUARD } from '../policies/roles.ts';
import { apply, noWayBack } from './apply.ts';

/** What waits, over every trust: changes, too, that stand half applied. */
export class ChangesCounted implements MigrationInterface {
  readonly name = 'ChangesCounted1795000000035';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      ...countedChanges,
      `grant create on schema platform to ${GUARD}`,
      `set local role ${GUARD}`,
      `create or replace function platform.unfinished() returns table (what text, state text, count integer, since timestamptz)
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return query select 'delivery', d.state, count(*)::integer, min(d.created_at)
             from app.delivery d where d.state in ('pending', 'sending') group by d.state
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

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { countedMessages } from '../policies/message.ts';
import { GUARD, OWNER, WORKER } from '../policies/roles.ts';
import { apply, noWayBack, toGuard } from './apply.ts';

/** How much waits, over every trust and without a word of whose it is: for those who keep the service running. */
export class Unfinished implements MigrationInterface {
  readonly name = 'Unfinished1795000000012';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      'drop index app.message_unsent',
      `create index message_unfinished on app.message (tenant_id, state) where state in ('waiting', 'unsent')`,
      ...countedMessages,
      `create function platform.unfinished() returns table (what text, state text, count integer, since timestamptz)
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return query select 'delivery', d.state, count(*)::integer, min(d.created_at)
             from app.delivery d where d.state in ('pending', 'sending') group by d.state
           union all select 'message', m.state, count(*)::integer, min(m.created_at)
             from app.message m where m.state in ('waiting', 'unsent') group by m.state
           union all select 'wake', 'overdue', count(*)::integer, min(w.next_wake)
             from platform.tenant t cross join lateral (select f.next_wake from app.case_file f
               where f.tenant_id = t.id and f.next_wake < clock_timestamp()) w;
         end $$`,
      'revoke execute on function platform.unfinished() from public',
      ...toGuard('platform.unfinished()'),
      `set local role ${GUARD}`,
      `grant execute on function platform.unfinished() to ${WORKER}, ${OWNER}`,
      'reset role',
    ]);
  }

  down = noWayBack;
}

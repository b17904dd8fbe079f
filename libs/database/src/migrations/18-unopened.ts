import type { MigrationInterface, QueryRunner } from 'typeorm';
import { readAuditSince } from '../policies/audit.ts';
import { GUARD, OWNER, WORKER } from '../policies/roles.ts';
import { apply, noWayBack, toGuard } from './apply.ts';

/** What was sent, and taken, and nobody opened in time. */
export class Unopened implements MigrationInterface {
  readonly name = 'Unopened1795000000018';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `alter table app.message drop constraint message_state_check,
         add constraint message_state_check check (state in ('waiting', 'unsent', 'held', 'accepted', 'delivered',
           'bounced', 'refused', 'noAnswer', 'noAddress', 'sharedMailbox', 'withheld', 'superseded', 'unopened'))`,
      `create index message_taken on app.message (tenant_id, ended_at) where state in ('accepted', 'delivered')`,
      ...readAuditSince,
      `create function app.has_looked(kase uuid, who uuid, since timestamptz) returns boolean
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return exists (select from app.audit a where a.tenant_id = app.tenant() and a.case_id = kase
             and a.person_id = who and a.verb = 'case.read' and a.at >= since);
         end $$`,
      'revoke execute on function app.has_looked(uuid, uuid, timestamptz) from public',
      ...toGuard('app.has_looked(uuid, uuid, timestamptz)'),
      `set local role ${GUARD}`,
      `grant execute on function app.has_looked(uuid, uuid, timestamptz) to ${WORKER}, ${OWNER}`,
      'reset role',
    ]);
  }

  down = noWayBack;
}

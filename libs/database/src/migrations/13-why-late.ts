import type { MigrationInterface, QueryRunner } from 'typeorm';
import { readAudit } from '../policies/audit.ts';
import { shownMessages } from '../policies/message.ts';
import { API, GUARD, OWNER, WORKER } from '../policies/roles.ts';
import { apply, noWayBack, toGuard } from './apply.ts';

/** Why each duty became late, kept with it from then on. */
export class WhyLate implements MigrationInterface {
  readonly name = 'WhyLate1795000000013';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      // Null of what became late before this was kept.
      `alter table app.breach add column cause text check
         (cause in ('outage', 'nobody', 'away', 'theirSide', 'opened', 'wrongContact', 'notOpened'))`,
      `grant insert (cause) on app.breach to ${API}, ${WORKER}`,
      ...readAudit,
      ...shownMessages,
      // The worker reads no audit. That somebody looked at a case is all that it may know of it.
      `create function app.has_looked(kase uuid, who uuid) returns boolean
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return exists (select from app.audit a where a.tenant_id = app.tenant() and a.case_id = kase
             and a.person_id = who and a.verb = 'case.read');
         end $$`,
      'revoke execute on function app.has_looked(uuid, uuid) from public',
      ...toGuard('app.has_looked(uuid, uuid)'),
      `set local role ${GUARD}`,
      `grant execute on function app.has_looked(uuid, uuid) to ${API}, ${WORKER}, ${OWNER}`,
      'reset role',
    ]);
  }

  down = noWayBack;
}

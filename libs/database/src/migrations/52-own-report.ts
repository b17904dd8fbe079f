import type { MigrationInterface, QueryRunner } from 'typeorm';
import { namedInReceipt } from '../policies/case_file.ts';
import { API, GUARD, OWNER, WORKER } from '../policies/roles.ts';
import { apply, noWayBack, toGuard } from './apply.ts';

/** Where the receipt that was kept cannot be read, whoever sends a report again still hears its reference, and when it came. */
export class OwnReport implements MigrationInterface {
  readonly name = 'OwnReport1795000000052';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      ...namedInReceipt,
      'drop function app.own_report(uuid)',
      `create function app.own_report(event uuid)
         returns table (case_id uuid, mac bytea, receipt bytea, reference text, opened_at timestamptz)
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return query select c.id, c.report_mac, c.receipt, c.reference::text, c.opened_at from app.case_file c
             where c.tenant_id = app.tenant() and c.opening_event = event and c.reporter_id = app.person();
         end $$`,
      'revoke execute on function app.own_report(uuid) from public',
      ...toGuard('app.own_report(uuid)'),
      `set local role ${GUARD}`,
      `grant execute on function app.own_report(uuid) to ${API}, ${WORKER}, ${OWNER}`,
      'reset role',
    ]);
  }

  down = noWayBack;
}

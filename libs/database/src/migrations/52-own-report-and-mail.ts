import type { MigrationInterface, QueryRunner } from 'typeorm';
import { namedInReceipt } from '../policies/case_file.ts';
import { ownMail } from '../policies/own_mail.ts';
import { API, GUARD, OWNER, WORKER } from '../policies/roles.ts';
import { apply, noWayBack, toGuard } from './apply.ts';

/**
 * Where the receipt that was kept cannot be read, whoever sends a report again still hears its reference, and when it came.
 * And a trust's own e-mail addresses of agencies, in place of what everybody has.
 */
export class OwnReportAndMail implements MigrationInterface {
  readonly name = 'OwnReportAndMail1795000000052';

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
      `create table app.own_mail (
         tenant_id uuid not null references platform.tenant, authority_id uuid not null references platform.authority,
         party text not null check (party in ('socialCare', 'designatedOfficer')), address text check (length(address) <= 254),
         set_by uuid not null, set_at timestamptz not null default clock_timestamp(),
         primary key (tenant_id, authority_id, party), foreign key (tenant_id, set_by) references app.person)`,
      ...ownMail,
    ]);
  }

  down = noWayBack;
}

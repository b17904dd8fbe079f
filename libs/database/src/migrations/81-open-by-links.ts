import type { MigrationInterface, QueryRunner } from 'typeorm';
import { linksOfCases } from '../policies/agency_link.ts';
import { GUARD } from '../policies/roles.ts';
import { apply, noWayBack } from './apply.ts';

/** A case that has ended and of which a link is still to be mailed, or no more, has something to come, like one that still tells. */
export class OpenByLinks implements MigrationInterface {
  readonly name = 'OpenByLinks1795000000081';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      ...linksOfCases,
      `grant create on schema platform to ${GUARD}`,
      `set local role ${GUARD}`,
      `create or replace function platform.open_cases() returns table (tenant_id uuid, case_id uuid, next_wake timestamptz)
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return query select f.tenant_id, f.id, f.next_wake from app.case_file f where f.ended_at is null or f.next_wake is not null
             or exists (select from app.delivery d
               where d.tenant_id = f.tenant_id and d.case_id = f.id and d.state in ('pending', 'sending'))
             or exists (select from app.agency_link l
               where l.tenant_id = f.tenant_id and l.case_id = f.id and l.mail = 'waiting');
         end $$`,
      'reset role',
      `revoke create on schema platform from ${GUARD}`,
    ]);
  }

  down = noWayBack;
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { notedLapsed } from '../policies/message.ts';
import { toldWhen } from '../policies/notice.ts';
import { API, OWNER } from '../policies/roles.ts';
import { apply, noWayBack, toGuard } from './apply.ts';

/**
 * What is told again leaves what was: a letter keeps its fate, since when it stands for nobody is beside it, and when each
 * person was told of something is read from what they were told.
 */
export class ToldAgain implements MigrationInterface {
  readonly name = 'ToldAgain1795000000067';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      'alter table app.message add column lapsed_at timestamptz, add column again_at timestamptz',
      // One at a time stands for an outage; what lapsed, or was withheld, keeps which it stood for.
      'alter table app.message drop constraint one_message_of_an_outage',
      `create unique index one_message_of_an_outage on app.message (tenant_id, person_id, channel, outage_since)
         where lapsed_at is null and state <> 'withheld'`,
      ...notedLapsed,
      ...toldWhen,
      // Somebody's notices are their own to read; leaders read of a case when each was told, and nothing else.
      `create function app.told_when(of_case uuid, of_key text, of_person uuid) returns timestamptz
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return (select n.created_at from app.notice n where n.tenant_id = app.tenant() and n.case_id = of_case
             and n.person_id = of_person and n.key = of_key);
         end $$`,
      'revoke execute on function app.told_when(uuid, text, uuid) from public',
      `grant execute on function app.told_when(uuid, text, uuid) to ${API}, ${OWNER}`,
      ...toGuard('app.told_when(uuid, text, uuid)'),
    ]);
  }

  down = noWayBack;
}

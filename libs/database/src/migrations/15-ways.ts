import type { MigrationInterface, QueryRunner } from 'typeorm';
import { API, OWNER, WORKER } from '../policies/roles.ts';
import { apply, noWayBack } from './apply.ts';

/** Texts beside e-mail; and what a carrier says later of what it accepted, which the worker takes from the queue. */
export class Ways implements MigrationInterface {
  readonly name = 'Ways1795000000015';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      'alter table app.message drop constraint message_channel_check',
      `alter table app.message add constraint message_channel_check check (channel in ('email', 'text'))`,
      `create function platform.message_answered(tenant uuid, message uuid, said text) returns void language plpgsql
         security definer set search_path = pg_catalog, pg_temp as $$
         begin
           perform graphile_worker.add_job('answer',
             json_build_object('tenantId', tenant, 'messageId', message, 'said', said),
             job_key => 'answer/' || tenant || '/' || message);
         end $$`,
      'revoke execute on function platform.message_answered(uuid, uuid, text) from public',
      `grant execute on function platform.message_answered(uuid, uuid, text) to ${API}, ${WORKER}, ${OWNER}`,
    ]);
  }

  down = noWayBack;
}

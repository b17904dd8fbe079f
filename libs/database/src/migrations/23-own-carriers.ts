import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownCarrier } from '../policies/own_carrier.ts';
import { API, OWNER } from '../policies/roles.ts';
import { apply, noWayBack } from './apply.ts';

/** Who carries a trust's messages by a service of its own: its key sealed, and the hash of the word that its callbacks carry. */
export class OwnCarriers implements MigrationInterface {
  readonly name = 'OwnCarriers1795000000023';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create table app.own_carrier (
         tenant_id uuid not null references platform.tenant, carrier text not null check (carrier = 'notify'),
         sealed bytea not null,
         callback_hash bytea not null check (octet_length(callback_hash) = 32),
         set_at timestamptz not null default clock_timestamp(), primary key (tenant_id, carrier))`,
      ...ownCarrier,
      `create function app.notify_callback_hash() returns bytea language sql stable security definer
         set search_path = pg_catalog, pg_temp as $$
         select callback_hash from app.own_carrier
           where tenant_id = app.tenant() and carrier = 'notify' and app.actor() = 'carrier' $$`,
      'revoke execute on function app.notify_callback_hash() from public',
      `grant execute on function app.notify_callback_hash() to ${API}, ${OWNER}`,
    ]);
  }

  down = noWayBack;
}

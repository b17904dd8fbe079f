import type { MigrationInterface, QueryRunner } from 'typeorm';
import { countedLockedOut } from '../policies/message.ts';
import { setByPeople } from '../policies/own_carrier.ts';
import { API, GUARD, OWNER, WORKER } from '../policies/roles.ts';
import { apply, noWayBack, toGuard } from './apply.ts';

const TRIAL = `check (tried_email is null or tried_email in ('accepted', 'refused', 'lockedOut', 'away', 'noAddress'))`;

/** A trust's own carrier is given, tried and forgotten by its own people: who did, what it carries and what came of trying it. */
export class OwnCarrierShown implements MigrationInterface {
  readonly name = 'OwnCarrierShown1795000000029';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `alter table app.own_carrier alter column sealed drop not null, alter column callback_hash drop not null,
         add constraint own_carrier_whole check ((sealed is null) = (callback_hash is null)),
         add column kept boolean generated always as (sealed is not null) stored,
         add column email boolean not null default false, add column text boolean not null default false,
         add column set_by uuid, add column tried_by uuid, add column tried_at timestamptz,
         add column tried_email text ${TRIAL}, add column tried_text text ${TRIAL.replaceAll('email', 'text')},
         add foreign key (tenant_id, set_by) references app.person,
         add foreign key (tenant_id, tried_by) references app.person`,
      ...setByPeople,
      ...countedLockedOut,
      `create function app.messages_locked_out() returns table (channel text, count integer)
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return query select m.channel, count(*)::integer from app.message m
             where m.tenant_id = app.tenant() and m.state = 'waiting' and m.code = 'lockedOut'
               and m.case_id <> all(app.excluded_cases()) group by m.channel;
         end $$`,
      'revoke execute on function app.messages_locked_out() from public',
      ...toGuard('app.messages_locked_out()'),
      `set local role ${GUARD}`,
      `grant execute on function app.messages_locked_out() to ${API}, ${OWNER}`,
      'reset role',
      `create function app.try_carrier() returns void language plpgsql security definer
         set search_path = pg_catalog, pg_temp as $$
         begin
           if app.tenant() is null then raise exception 'a trial needs a trust'; end if;
           -- A trust's one after another, so that a carrier that hangs keeps no more than one of those who carry pokes.
           perform graphile_worker.add_job('tryCarrier', json_build_object('tenantId', app.tenant()),
             queue_name => 'tryCarrier/' || app.tenant(), job_key => 'tryCarrier/' || app.tenant(), job_key_mode => 'replace');
         end $$`,
      'revoke execute on function app.try_carrier() from public',
      `grant execute on function app.try_carrier() to ${API}, ${WORKER}, ${OWNER}`,
    ]);
  }

  down = noWayBack;
}

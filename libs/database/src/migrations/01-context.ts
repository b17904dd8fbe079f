import type { MigrationInterface, QueryRunner } from 'typeorm';
import { API, GUARD, WORKER } from '../policies/roles.ts';
import { apply, noWayBack } from './apply.ts';

/** A setting that was set locally and ended reads as '', not null; hence nullif. */
const setting = (name: string, type: string) => `create function app.${name}() returns ${type}
  language sql stable parallel safe as $$ select nullif(current_setting('app.${name}', true), '')::${type} $$`;

const RUNTIME = `${API}, ${WORKER}, ${GUARD}`;

/** Who the transaction is for, and how instants travel: whole milliseconds, as the reducer counts them. */
export class Context implements MigrationInterface {
  readonly name = 'Context1795000000001';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      'create schema app',
      `grant usage on schema app, platform to ${RUNTIME}`,
      setting('tenant', 'uuid'),
      setting('person', 'uuid'),
      setting('actor', 'text'),
      `create function app.at(ms double precision) returns timestamptz language sql immutable strict parallel safe
         as $$ select timestamptz 'epoch' + ms * interval '1 millisecond' $$`,
      `create function app.ms(at timestamptz) returns double precision language sql immutable strict parallel safe
         as $$ select floor(extract(epoch from at) * 1000)::double precision $$`,
      // What is being sent is tried again within five minutes, so what was not seen to for ten is in nobody's hands.
      `create function app.left_lying(state text, created_at timestamptz, seen_to_at timestamptz, grace interval)
         returns boolean language sql stable parallel safe as $$ select case state
           when 'pending' then created_at <= clock_timestamp() - grace
           when 'sending' then seen_to_at <= clock_timestamp() - interval '10 minutes' else false end $$`,
      'revoke execute on all functions in schema app from public',
      `grant execute on all functions in schema app to ${RUNTIME}`,
    ]);
  }

  down = noWayBack;
}

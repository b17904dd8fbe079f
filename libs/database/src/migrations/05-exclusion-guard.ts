import type { MigrationInterface, QueryRunner } from 'typeorm';
import { API, GUARD, OWNER, WORKER } from '../policies/roles.ts';
import { apply, noWayBack, toGuard } from './apply.ts';

/** Functions that look over the fence for one narrow answer each. */
export class ExclusionGuard implements MigrationInterface {
  readonly name = 'ExclusionGuard1795000000005';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create function app.excluded_cases() returns uuid[] language plpgsql stable security definer
         set search_path = pg_catalog, pg_temp as $$
         begin
           if app.tenant() is null or app.person() is null or not exists (select from app.person p
             where p.tenant_id = app.tenant() and p.id = app.person()) then return null; end if;
           return coalesce((select array_agg(x.case_id) from app.exclusion x
             where x.tenant_id = app.tenant() and x.person_id = app.person()), '{}');
         end $$`,
      `create function platform.overdue_wakes(grace interval, most integer)
         returns table (tenant_id uuid, case_id uuid, next_wake timestamptz)
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return query select c.tenant_id, c.id, c.next_wake from platform.tenant t cross join lateral (
             select f.tenant_id, f.id, f.next_wake from app.case_file f
             where f.tenant_id = t.id and f.next_wake < clock_timestamp() - grace order by f.next_wake limit most) c
           order by c.next_wake limit most;
         end $$`,
      `create function platform.overdue_deliveries(grace interval, most integer)
         returns table (tenant_id uuid, case_id uuid, pending integer, since timestamptz)
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return query select p.tenant_id, p.case_id, p.pending, p.since from platform.tenant t cross join lateral (
             select d.tenant_id, d.case_id, count(*)::integer as pending, min(d.created_at) as since
             from app.delivery d where d.tenant_id = t.id and d.state in ('pending', 'sending')
               and app.left_lying(d.state, d.created_at, d.seen_to_at, grace)
             group by d.tenant_id, d.case_id order by min(d.created_at) limit most) p
           order by p.since limit most;
         end $$`,
      `create function platform.open_cases() returns table (tenant_id uuid, case_id uuid, next_wake timestamptz)
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return query select f.tenant_id, f.id, f.next_wake from app.case_file f where f.ended_at is null or f.next_wake is not null
             or exists (select from app.delivery d
               where d.tenant_id = f.tenant_id and d.case_id = f.id and d.state in ('pending', 'sending'));
         end $$`,
      `grant select (id) on platform.tenant to ${GUARD}`,
      `revoke execute on function app.excluded_cases(), platform.overdue_wakes(interval, integer),
         platform.overdue_deliveries(interval, integer), platform.open_cases() from public`,
      ...toGuard('app.excluded_cases()'),
      ...toGuard('platform.overdue_wakes(interval, integer)'),
      ...toGuard('platform.overdue_deliveries(interval, integer)'),
      ...toGuard('platform.open_cases()'),
      `set local role ${GUARD}`,
      `grant execute on function app.excluded_cases() to ${API}, ${WORKER}, ${OWNER}`,
      `grant execute on function platform.overdue_wakes(interval, integer) to ${WORKER}, ${OWNER}`,
      `grant execute on function platform.overdue_deliveries(interval, integer) to ${WORKER}, ${OWNER}`,
      `grant execute on function platform.open_cases() to ${WORKER}, ${OWNER}`,
      'reset role',
    ]);
  }

  down = noWayBack;
}

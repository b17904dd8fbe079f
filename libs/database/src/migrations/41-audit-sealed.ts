import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sealsAudit } from '../policies/audit.ts';
import { auditBatch } from '../policies/audit_batch.ts';
import { API, GUARD, OWNER, WORKER } from '../policies/roles.ts';
import { apply, noWayBack, toGuard } from './apply.ts';

/** The audit is sealed in batches, each signed and chained to the one before, and shipped out of PostgreSQL's reach. */
export class AuditSealed implements MigrationInterface {
  readonly name = 'AuditSealed1795000000041';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      // How far transactions are counted ahead of this server's own count, and how far sealing has come by that.
      `create table platform.audit_clock (one boolean primary key default true check (one),
         ahead bigint not null default 0, reached bigint not null default 0)`,
      'insert into platform.audit_clock default values',
      `grant select on platform.audit_clock to ${API}, ${WORKER}`,
      `grant update (reached) on platform.audit_clock to ${WORKER}`,
      `create function app.written_in() returns bigint language plpgsql volatile as $$
         declare counted bigint; reached bigint;
         begin
           select pg_current_xact_id()::text::bigint + c.ahead, c.reached into strict counted, reached
             from platform.audit_clock c;
           if counted < reached then
             raise exception 'the audit of a database that was brought here goes on once it has been migrated';
           end if;
           return counted;
         end $$`,
      'revoke execute on function app.written_in() from public',
      `grant execute on function app.written_in() to ${API}, ${WORKER}, ${OWNER}`,
      // Nought of what was written before: the rows stay as they lie, and whoever wrote them has committed by now.
      'alter table app.audit add column written_in bigint not null default 0',
      'alter table app.audit alter column written_in set default app.written_in()',
      'create index audit_written on app.audit (tenant_id, written_in, id)',
      ...sealsAudit,
      `create table app.audit_batch (
         tenant_id uuid not null references platform.tenant, seq integer not null check (seq > 0),
         last_written_in bigint not null, last_id uuid not null, rows integer not null check (rows > 0),
         hash bytea not null check (length(hash) = 32), head text not null,
         sealed_at timestamptz not null default clock_timestamp(), shipped_at timestamptz,
         primary key (tenant_id, seq))`,
      'create index audit_batch_unshipped on app.audit_batch (tenant_id, seq) where shipped_at is null',
      ...auditBatch,
      `create function platform.audit_waiting() returns table (tenant_id uuid, unsealed_since timestamptz,
           unshipped integer, unshipped_since timestamptz)
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return query select t.id, w.at, u.count, u.since from platform.tenant t
             left join lateral (select b.last_written_in as it, b.last_id as id from app.audit_batch b
               where b.tenant_id = t.id order by b.seq desc limit 1) l on true
             left join lateral (select a.at from app.audit a where a.tenant_id = t.id
               and (a.written_in, a.id) > (coalesce(l.it, -1), coalesce(l.id, '00000000-0000-0000-0000-000000000000'))
               order by a.written_in, a.id limit 1) w on true
             cross join lateral (select count(*)::integer as count, min(b.sealed_at) as since from app.audit_batch b
               where b.tenant_id = t.id and b.shipped_at is null) u
             where w.at is not null or u.count > 0;
         end $$`,
      'revoke execute on function platform.audit_waiting() from public',
      ...toGuard('platform.audit_waiting()'),
      `set local role ${GUARD}`,
      `grant execute on function platform.audit_waiting() to ${WORKER}, ${OWNER}`,
      'reset role',
    ]);
  }

  down = noWayBack;
}

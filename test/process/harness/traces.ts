import type { ProcessWorld } from './process-world.ts';
import { query } from './rows.ts';
import type { Write } from './writes.ts';

/** Everything that a write leaves in PostgreSQL, summed up so that two cases can be compared. */
export interface Trace {
  readonly version: number;
  readonly duties: string;
  readonly events: number;
  readonly audits: number;
  readonly deliveries: number;
  readonly pokes: number;
}

const TRACE = `select c.version,
    (select string_agg(d.step || ' ' || d.state, ', ' order by d.step) from app.duty d
      where d.tenant_id = c.tenant_id and d.case_id = c.id) as duties,
    (select count(*)::int from app.case_event e where e.tenant_id = c.tenant_id and e.case_id = c.id) as events,
    (select count(*)::int from app.audit a where a.tenant_id = c.tenant_id and a.case_id = c.id) as audits,
    (select count(*)::int from app.delivery d where d.tenant_id = c.tenant_id and d.case_id = c.id) as deliveries,
    (select count(*)::int from graphile_worker.jobs j where j.key = 'case/' || c.tenant_id || '/' || c.id) as pokes
  from app.case_file c where c.tenant_id = $1 and (c.id = $2 or c.opening_event = $3)`;

/** Null of a report that left no case. */
export async function traceOf(world: ProcessWorld, { caseId, body }: Write): Promise<Trace | null> {
  const rows = await query<Trace>(world, TRACE, caseId, body.eventId);
  if (rows.length > 1) throw new Error('One report made two cases.');
  return rows[0] ?? null;
}

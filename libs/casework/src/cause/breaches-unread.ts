import type { Tx } from '@trustward/database';
import type { LockedCase } from '../load.ts';
import type { BreachRow } from '../rows.ts';
import { wakeOf } from '../wake-of.ts';
import { wakesOtherwise } from '../write.ts';

// Its leaders were told so for this version of it; of a report that was taken unread, its school's leads for the first.
const SINCE = `select app.ms(min(d.created_at)) as since from app.delivery d where d.tenant_id = $1 and d.case_id = $2
  and (d.key = 'unreadable/' || $3::integer or $3::integer = 2 and d.key = 'opened/unread')`;

/**
 * What fell due while the case could not be read, as whose row is set aside still: it is played by the first who can read it
 * again. People move a drill's clock.
 */
export async function breachesUnread(
  tx: Tx,
  { id, drill, state, offset, version, nextWake }: LockedCase,
  breaches: readonly BreachRow[],
): Promise<readonly BreachRow[]> {
  if (drill || breaches.length === 0 || !wakesOtherwise(nextWake, wakeOf(state, offset))) return breaches;
  const [row] = await tx.query<{ since: number | null }>(SINCE, [tx.tenantId, id, version], 'unread-since');
  const since = row?.since ?? Infinity;
  return breaches.map((breach) => (breach.at < since ? breach : { ...breach, unreadable: true }));
}

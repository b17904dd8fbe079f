import type { Tx } from '@trustward/database';
import { pokeMany } from '../poke-many.ts';
import { inScope } from './scope.ts';

const ITS_ABSENCE = 'app.absence a on a.tenant_id = ch.tenant_id and a.id = ch.id';
const LATER = `select app.poke_change(ch.id, a.until_at) from app.change ch join ${ITS_ABSENCE}
  where ch.tenant_id = $1 and ch.id = $2 and ch.state = 'applied' and a.until_at > clock_timestamp()`;
// Whoever was back before, or is away otherwise since, had that applied as a change of its own.
const BACK = `select k.id from app.change ch join ${ITS_ABSENCE} join app.case_file k on k.tenant_id = ch.tenant_id
    where ch.tenant_id = $1 and ch.id = $2 and ch.state = 'applied' and a.until_at <= clock_timestamp()
      and a.until_at = app.at((ch.value ->> 'until')::double precision) and ${inScope('ch', 'k')}
    order by k.next_wake nulls last, k.id`;

/** Wakes the cases that an absence concerned once it is over, nearest first; until then it is looked at again at its end. */
export async function wakeAtItsEnd(tx: Tx, changeId: string): Promise<void> {
  const back = await tx.query<{ id: string }>(BACK, [tx.tenantId, changeId]);
  const ids = back.map(({ id }) => id);
  await pokeMany(tx, ids);
  await tx.query(LATER, [tx.tenantId, changeId]);
}

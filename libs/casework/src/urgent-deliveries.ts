import type { Chain, Reason } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { isOfDanger } from './danger.ts';
import { urgencyOf } from './urgency.ts';
import type { Poked } from './write.ts';

interface Telling {
  readonly because: Reason;
  readonly step: string | null;
}

/** Whether what is told waits for nothing else that its trust has under way. */
const isUrgent = (chain: Chain, { because, step }: Telling): boolean =>
  urgencyOf(because, isOfDanger(chain, step)) === 'urgent';

/** How a case is poked that tells of these. */
export const pokedFor = (chain: Chain, told: readonly Telling[]): Poked =>
  told.some((each) => isUrgent(chain, each)) ? 'urgent' : 'inTurn';

const TOLD = 'select id, because, step from app.delivery where tenant_id = $1 and id = any($2)';

/** Those among deliveries that are urgent. */
export async function urgentOf(tx: Tx, chain: Chain, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const told = await tx.query<Telling & { id: string }>(TOLD, [tx.tenantId, ids], 'urgent-deliveries');
  return told.filter((each) => isUrgent(chain, each)).map(({ id }) => id);
}

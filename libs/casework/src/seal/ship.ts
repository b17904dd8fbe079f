import type { Door } from '@trustward/database';
import { SEALER, takeAudit } from './seal.ts';

/** Where signed heads go, out of reach of whoever keeps the database. What is brought twice does no harm. */
export interface HeadsPlace {
  /** Resolves once they will outlast a loss of power. */
  keep(tenantId: string, heads: readonly string[]): Promise<void>;
}

const MOST_HEADS = 100;
const UNSHIPPED = `select seq, head from app.audit_batch where tenant_id = $1 and shipped_at is null order by seq limit $2`;
const SHIPPED = `update app.audit_batch set shipped_at = clock_timestamp() where tenant_id = $1 and seq = any($2)`;

/** Brings a trust's heads to their place, in order; how many. What fails is brought again the next time, and stops nobody. */
export function shipHeads(door: Door, place: HeadsPlace, tenantId: string): Promise<number> {
  return door.run({ tenantId, actor: SEALER }, async (tx) => {
    if (!(await takeAudit(tx))) return 0;
    const values = [tenantId, MOST_HEADS];
    const heads = await tx.query<{ seq: number; head: string }>(UNSHIPPED, values, 'unshipped-heads');
    if (heads.length === 0) return 0;
    await place.keep(
      tenantId,
      heads.map(({ head }) => head),
    );
    await tx.query(SHIPPED, [tenantId, heads.map(({ seq }) => seq)], 'shipped-heads');
    return heads.length;
  });
}

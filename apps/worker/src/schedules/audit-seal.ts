import { auditWaiting, noteReached, sealAudit, shipHeads } from '@trustward/casework';
import type { Sealed } from '@trustward/casework';
import { forgedAuditRows, headsNotShipped } from '@trustward/observability';
import type { Logger } from '@trustward/observability';
import type { Doors } from '../lifecycle/open-doors.ts';
import type { Evidence } from './evidence.ts';

interface Needs extends Evidence {
  readonly doors: Doors;
  readonly log: Logger;
}

/** So many trusts at once: most of the time is spent waiting for a disk. */
const AT_ONCE = 4;

/** Seals and ships what waits of every trust's audit, a batch of each in turn, until none has more than a batch. */
export async function sealAudits(needs: Needs): Promise<void> {
  for (let more = true; more;) {
    const batches: Sealed[] = [];
    const failed = await round(needs, (sealed) => void batches.push(sealed));
    await noteReached(needs.doors.platform, batches);
    if (failed.length > 0) throw failed[0];
    more = batches.some(({ isFull }) => isFull);
  }
}

/** What failed of it: a key may be spoilt, or the place away, and no other trust waits for that. */
async function round(needs: Needs, keep: (sealed: Sealed) => void): Promise<readonly unknown[]> {
  const { doors, log } = needs;
  const waiting = await auditWaiting(doors.platform);
  const failed: unknown[] = [];
  const some = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { tenantId, isUnsealed } = next;
      try {
        const sealed = isUnsealed ? await seal(needs, tenantId) : null;
        if (sealed !== null) keep(sealed);
        await ship(needs, tenantId);
      } catch (error: unknown) {
        log.error('the audit of a trust could not be sealed or shipped', { tenantId, err: error });
        failed.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, some));
  return failed;
}

async function seal({ doors, signer, log }: Needs, tenantId: string): Promise<Sealed | null> {
  const sealed = await sealAudit(doors.door, signer, tenantId);
  if (sealed !== null && sealed.unsound > 0) {
    forgedAuditRows.inc(sealed.unsound);
    log.error('rows of an audit were not written with the trust’s key', { tenantId, count: sealed.unsound });
  }
  return sealed;
}

async function ship({ doors, place }: Needs, tenantId: string): Promise<void> {
  try {
    await shipHeads(doors.door, place, tenantId);
  } catch (error: unknown) {
    headsNotShipped.inc();
    throw error;
  }
}

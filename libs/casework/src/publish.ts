import type { CalendarSnapshot, Chain } from '@trustward/chain';
import type { PlatformTx, Tx } from '@trustward/database';
import { contentHash } from './content-hash.ts';

/** Publishes a chain to a trust: cases opened from now on follow it. Publishing it again changes nothing. */
export async function publishChain(tx: Tx, chain: Chain): Promise<string> {
  const hash = contentHash(chain);
  await tx.query(
    `insert into app.chain_version (tenant_id, hash, chain_id, version, body) values ($1, $2, $3, $4, $5)
     on conflict (tenant_id, hash) do nothing`,
    [tx.tenantId, hash, chain.id, chain.version, JSON.stringify(chain)],
  );
  return hash;
}

export async function publishCalendar(tx: PlatformTx, calendar: CalendarSnapshot): Promise<string> {
  const hash = contentHash(calendar);
  await tx.query(
    `insert into platform.calendar (hash, name, snapshot) values ($1, $2, $3) on conflict (hash) do nothing`,
    [hash, calendar.name, JSON.stringify(calendar)],
  );
  return hash;
}

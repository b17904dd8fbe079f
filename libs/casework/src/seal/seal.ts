import type { AuditHead, AuditLine } from '@trustward/contracts';
import type { Door, HeadSigner, PlatformDoor, Tx } from '@trustward/database';
import { hashOfHead, sealedBy } from './head.ts';
import { IN_ORDER, LINE, isSound } from './rows.ts';

/** So many rows of a trust at once; what is left has its turn after every other trust. */
const MOST_ROWS = 5_000;
export const SEALER = 'sealer';

/** A trust with rows that no head seals, or with heads that are not shipped. */
export interface Waiting {
  readonly tenantId: string;
  readonly isUnsealed: boolean;
}

const WAITING = `select tenant_id as "tenantId", unsealed_since is not null as "isUnsealed" from platform.audit_waiting()`;

export const auditWaiting = (platform: PlatformDoor): Promise<Waiting[]> =>
  platform.query(WAITING, [], 'audit-waiting');

export interface Sealed {
  readonly rows: number;
  /** Rows that were not written with the trust's key. */
  readonly unsound: number;
  /** Whether more waits. */
  readonly isFull: boolean;
  readonly lastWrittenIn: string;
}

// One sealer at a time for a trust, over all workers; given back whatever becomes of who holds it.
const TAKE = `select pg_try_advisory_xact_lock(hashtext('trustward audit'), hashtext($1::text)) as taken`;

/** Whether a trust's audit is ours to seal and to ship until this transaction ends. */
export async function takeAudit(tx: Tx): Promise<boolean> {
  const [answer] = await tx.query<{ taken: boolean }>(TAKE, [tx.tenantId], 'take-audit');
  return answer?.taken === true;
}

interface Last {
  readonly seq: number;
  readonly writtenIn: string;
  readonly id: string;
  readonly hash: string;
}

const LAST = `select seq, last_written_in::text as "writtenIn", last_id as id, encode(hash, 'hex') as hash
  from app.audit_batch where tenant_id = $1 order by seq desc limit 1`;
const NOTHING: Last = { seq: 0, writtenIn: '-1', id: '00000000-0000-0000-0000-000000000000', hash: '' };

// Whoever writes at this moment has a transaction that is not older than the oldest that runs: so nobody can commit a
// row any more before the last one taken here.
const ROWS = `select ${LINE}, app.ms(clock_timestamp()) as now from app.audit
  where tenant_id = $1 and (written_in, id) > ($2::bigint, $3::uuid)
    and written_in < pg_snapshot_xmin(pg_current_snapshot())::text::bigint + (select ahead from platform.audit_clock)
  order by ${IN_ORDER} limit $4`;

const KEEP = `insert into app.audit_batch (tenant_id, seq, last_written_in, last_id, rows, hash, head)
  values ($1, $2, $3, $4, $5, $6, $7)`;

/** Seals what of a trust can be; null where nothing can, or somebody else is at it. */
export function sealAudit(
  door: Door,
  signer: HeadSigner,
  tenantId: string,
  most = MOST_ROWS,
): Promise<Sealed | null> {
  return door.run({ tenantId, actor: SEALER }, async (tx) => {
    if (!(await takeAudit(tx))) return null;
    const last = (await tx.query<Last>(LAST, [tenantId], 'last-audit-batch'))[0] ?? NOTHING;
    const values = [tenantId, last.writtenIn, last.id, most];
    const read = await tx.query<AuditLine & { now: number }>(ROWS, values, 'unsealed-audit');
    const end = read.at(-1);
    if (end === undefined) return null;
    const rows = read.map(({ now: _, ...row }) => row);
    const unsound = rows.filter((row) => !isSound(tx, row)).map(({ id }) => id);
    const previous = last.hash === '' ? null : last.hash;
    const batch = { trust: tenantId, seq: last.seq + 1, previous, sealedAt: end.now, rows, unsound };
    await keep(tx, await sealedBy(signer, batch));
    const { written_in: lastWrittenIn } = end;
    return { rows: rows.length, unsound: unsound.length, isFull: rows.length === most, lastWrittenIn };
  });
}

async function keep(tx: Tx, head: AuditHead): Promise<void> {
  const { seq, last, rows } = head;
  const values = [tx.tenantId, seq, last.written_in, last.id, rows, hashOfHead(head), JSON.stringify(head)];
  await tx.query(KEEP, values, 'keep-audit-batch');
}

const REACHED = 'update platform.audit_clock set reached = $1 where reached < $1';

/** How far sealing has come: a database that is brought elsewhere goes on counting transactions from there. */
export async function noteReached(platform: PlatformDoor, sealed: readonly Sealed[]): Promise<void> {
  const counted = sealed.map(({ lastWrittenIn }) => BigInt(lastWrittenIn));
  const most = counted.reduce((a, b) => (a > b ? a : b), 0n);
  if (most > 0n) await platform.query(REACHED, [String(most)], 'audit-reached');
}

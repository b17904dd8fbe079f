import { canonicalJson } from '@trustward/chain';
import type { AuditLine } from '@trustward/contracts';
import { leafHash } from './merkle.ts';

/** What a head keeps of a row: enough to tell that it changed, and to name it where it is gone. */
export interface Leaf {
  readonly id: string;
  readonly hash: Buffer;
}

const [ID_BYTES, HASH_BYTES] = [16, 32];
const BYTES = ID_BYTES + HASH_BYTES;

/** Covers every column, the MAC included, and whose row it is. */
export const hashOfRow = (tenantId: string, row: AuditLine): Buffer =>
  leafHash(Buffer.from(canonicalJson({ tenant_id: tenantId, ...row })));

export const leafOf = (tenantId: string, row: AuditLine): Leaf => ({
  id: row.id,
  hash: hashOfRow(tenantId, row),
});

export const packLeaves = (leaves: readonly Leaf[]): string =>
  Buffer.concat(
    leaves.flatMap(({ id, hash }) => [Buffer.from(id.replaceAll('-', ''), 'hex'), hash]),
  ).toString('base64');

/** Null where it is cut short. */
export function unpackLeaves(packed: string): Leaf[] | null {
  const bytes = Buffer.from(packed, 'base64');
  if (bytes.length % BYTES !== 0) return null;
  return Array.from({ length: bytes.length / BYTES }, (_, n) => {
    const leaf = bytes.subarray(n * BYTES, (n + 1) * BYTES);
    return { id: uuidOf(leaf.subarray(0, ID_BYTES)), hash: leaf.subarray(ID_BYTES) };
  });
}

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

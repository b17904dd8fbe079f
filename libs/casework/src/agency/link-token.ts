import { createHash } from 'node:crypto';
import type { Tx } from '@trustward/database';

const ID_BYTES = 16;
const SECRET_BYTES = 32;

/** What a link carries, as bytes: the opaque id of its trust, by which its row can be found at all, and its secret. */
export function linkToken(tx: Tx, linkId: string): string {
  const trust = Buffer.from(tx.tenantId.replaceAll('-', ''), 'hex');
  return Buffer.concat([trust, tx.keys.linkSecret(linkId)]).toString('base64url');
}

export interface ShownLink {
  readonly tenantId: string;
  /** By which the database knows its secret. */
  readonly hash: Buffer;
}

/** The trust and the hash that a link names; null where it cannot be one of ours. */
export function readLinkToken(token: string): ShownLink | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== ID_BYTES + SECRET_BYTES) return null;
  const hex = bytes.subarray(0, ID_BYTES).toString('hex');
  const tenantId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { tenantId, hash: hashOf(bytes.subarray(ID_BYTES)) };
}

/** By which the database knows a link's secret, and the browser that pressed it. */
export const hashOf = (secret: Buffer | string): Buffer => createHash('sha256').update(secret).digest();

/** What a link says in an address: behind the mark that no browser sends to a server, nor to the next page. */
export const linkAddress = (publicUrl: string, token: string): string => `${publicUrl}/acknowledge#${token}`;

export const invitationAddress = (publicUrl: string, token: string): string =>
  `${publicUrl}/invitation#${token}`;

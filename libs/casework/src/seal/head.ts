import { createHash, createPublicKey, verify } from 'node:crypto';
import { canonicalJson } from '@trustward/chain';
import type { AuditHead, AuditLine } from '@trustward/contracts';
import type { HeadSigner } from '@trustward/database';
import { leafOf, packLeaves, unpackLeaves } from './leaf.ts';
import { rootOf } from './merkle.ts';

type HeadBody = Omit<AuditHead, 'signature'>;

/** What is signed, and what the next head names: everything in it but the signature. */
const bytesOf = (body: HeadBody): Buffer => Buffer.from(`trustward audit head\n${canonicalJson(body)}`);

export const hashOfHead = ({ signature: _, ...body }: AuditHead): Buffer =>
  createHash('sha256').update(bytesOf(body)).digest();

export interface Batch {
  readonly trust: string;
  readonly seq: number;
  readonly previous: string | null;
  readonly sealedAt: number;
  /** At least one. */
  readonly rows: readonly AuditLine[];
  readonly unsound: readonly string[];
}

export async function sealedBy(signer: HeadSigner, batch: Batch): Promise<AuditHead> {
  const { trust, seq, previous, sealedAt, rows, unsound } = batch;
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) throw new Error('A batch holds one row at least.');
  const leaves = rows.map((row) => leafOf(trust, row));
  const body: HeadBody = {
    ...{ v: 1, trust, seq, previous, sealedAt, rows: rows.length },
    ...{ first: markOf(first), last: markOf(last) },
    root: rootOf(leaves.map(({ hash }) => hash)).toString('base64'),
    leaves: packLeaves(leaves),
    unsound: [...unsound],
    key: signer.publicKey.toString('base64'),
  };
  return { ...body, signature: (await signer.sign(bytesOf(body))).toString('base64') };
}

const markOf = ({ id, at, written_in }: AuditLine): AuditHead['first'] => ({ id, at, written_in });

// How a raw key of Ed25519 is written for node: RFC 8410.
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** Whether a head is whole and was signed by the key that it names; whether that key is ours is another question. */
export function isSigned({ signature, ...body }: AuditHead): boolean {
  const der = Buffer.concat([SPKI, Buffer.from(body.key, 'base64')]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  const leaves = unpackLeaves(body.leaves);
  return (
    verify(null, bytesOf(body), key, Buffer.from(signature, 'base64')) &&
    leaves?.length === body.rows &&
    rootOf(leaves.map(({ hash }) => hash)).toString('base64') === body.root
  );
}

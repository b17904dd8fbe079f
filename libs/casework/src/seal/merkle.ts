import { createHash } from 'node:crypto';

const sha256 = (...parts: readonly Buffer[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

// As RFC 6962 has it: leaves and nodes are told apart, so that no node can be passed off as a leaf.
const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

export const leafHash = (data: Buffer): Buffer => sha256(LEAF, data);

/** The root of the tree over some hashes of leaves, split at the largest power of two that is less than their number. */
export function rootOf(leaves: readonly Buffer[], from = 0, to = leaves.length): Buffer {
  const first = leaves[from];
  if (first === undefined) return sha256();
  if (to - from === 1) return first;
  const middle = from + 2 ** (Math.ceil(Math.log2(to - from)) - 1);
  return sha256(NODE, rootOf(leaves, from, middle), rootOf(leaves, middle, to));
}

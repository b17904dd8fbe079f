import { createHash } from 'node:crypto';
import { canonicalJson } from '@trustward/chain';

/** The name of a chain or calendar by what it says: equal content, equal hash. */
export const contentHash = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');

import { resolve } from '@trustward/chain/layers';
import type { Layer } from '@trustward/chain';
import type { LayerRefusal } from '@trustward/chain/layers';
import { contentHash } from './content-hash.ts';
import { LatelyUsed } from './lately-used.ts';
import type { PinnedChain } from './pinned.ts';

/** A chain as all layers together say it, by the hash under which a case pins it; or why they do not go together. */
export type Resolution =
  | { readonly ok: true; readonly hash: string; readonly content: PinnedChain }
  | { readonly ok: false; readonly refusals: readonly LayerRefusal[] };

/** What has its say. Layers are named by their hashes, so that equal inputs are known again. */
export interface Inputs {
  readonly hashes: readonly string[];
  readonly layers: readonly Layer[];
  readonly chainId: string;
  /** As 2026-11-21; absent where days do not count yet, because it is being published. */
  readonly openedOn?: string;
}

/** More than a day's schools, chains and authorities come to; days that have passed go first. */
const known = new LatelyUsed<Resolution>(2_000);

/** Resolves once for equal inputs, as long as they are asked for: a report costs no resolution but the first of its day. */
export function resolveOnce({ hashes, layers, chainId, openedOn }: Inputs): Resolution {
  const key = `${openedOn ?? ''} ${chainId} ${hashes.join(' ')}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const resolved = resolve(layers, chainId, openedOn === undefined ? {} : { openedOn });
  const resolution = resolved.ok
    ? pinOf({ chain: resolved.chain, origins: Object.fromEntries(resolved.origins) })
    : resolved;
  known.set(key, resolution);
  return resolution;
}

const pinOf = (content: PinnedChain): Resolution => ({ ok: true, hash: contentHash(content), content });

import type { Source } from './origin.ts';

/** Why layers do not go together: in a sentence that names both values, where there are two, and both layers. */
export interface LayerRefusal {
  /** Of the resolved chain, steps by their id. */
  readonly path: string;
  readonly sentence: string;
  /** The layer that asks for what it may not; null where the layers together are at fault. */
  readonly by: Source | null;
  /** The layer whose floor it is. */
  readonly against: Source | null;
}

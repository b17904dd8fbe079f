import type { Target } from './shot.ts';

/** What the load process is told: how many at once until when, or how many per second whatever the answers take. */
export type Order =
  | {
      readonly kind: 'closed';
      readonly target: Target;
      readonly connections: number;
      readonly warmUpMs: number;
      readonly forMs: number;
    }
  | { readonly kind: 'count'; readonly target: Target; readonly connections: number; readonly count: number }
  | { readonly kind: 'open'; readonly target: Target; readonly perSecond: number; readonly forMs: number };

/** What it answers. Nothing of a warm-up is in it, but what was acknowledged then. */
export interface Outcome {
  readonly elapsedMs: number;
  /** All requests there were, the warm-up's too. */
  readonly sent: number;
  readonly answered: number;
  /** How many came with each status; 0 is no answer. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Of each answer, in ms, ascending; of an open loop from the instant at which it should have been sent. */
  readonly latencies: readonly number[];
  /** Event ids of what was answered 2xx. */
  readonly acknowledged: readonly string[];
}

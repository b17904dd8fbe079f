import type { TemporalStore } from '../../temporal-store.ts';
import type { Rounds } from '../load/alternate.ts';

export interface Settings {
  /** Shows that everything works, in a few seconds; its numbers mean little. */
  readonly quick: boolean;
  /** A folder for CPU profiles of the measured processes, which cost them some speed. */
  readonly profile?: string | undefined;
  readonly temporalOn: TemporalStore;
}

export const BARE = 'a bare Nest and Fastify route sending the same statements';

export const ROUNDS = (quick: boolean): Rounds =>
  quick
    ? { connections: 16, rounds: 2, warmUpMs: 1_500, forMs: 1_500 }
    : { connections: 16, rounds: 5, warmUpMs: 2_000, forMs: 4_000 };

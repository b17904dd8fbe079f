import type { Rounds } from '../load/alternate.ts';

export interface Settings {
  /** Shows that everything works, in a few seconds; its numbers mean little. */
  readonly quick: boolean;
}

export const BARE = 'a bare Nest and Fastify route sending the same statements';

export const ROUNDS = (quick: boolean): Rounds =>
  quick
    ? { connections: 16, rounds: 1, warmUpMs: 500, forMs: 1_000 }
    : { connections: 16, rounds: 5, warmUpMs: 2_000, forMs: 4_000 };

import type { Round } from '@trustward/chain';

/** A procedure whose case nobody reports: it comes round at every school. */
export interface Routine {
  readonly chainId: string;
  readonly round: Round;
}

/** Another kind of review is another line here and a chain of its own. */
export const ROUTINES: readonly [Routine, ...Routine[]] = [{ chainId: 'check-of-contacts', round: 'term' }];

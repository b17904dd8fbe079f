import type { Chain } from '../language/chain.ts';
import { derived } from '../language/derived.ts';
import type { CaseState } from '../reducer/state.ts';

/** What one search may cost, and all those of a proof together; beyond it a proof says that it did not look. */
export const MOST_MOVES = 20_000;
const MOST_ALTOGETHER = 60_000;
/** Plays of silence, and looks at ladders. */
const MOST_PLAYS = 20_000;
const MOST_LOOKS = 400_000;

/** How much a proof may still try. */
export interface Budget {
  left: number;
}

export const newBudget = (): Budget => ({ left: MOST_ALTOGETHER });
export const playsToTry = (): Budget => ({ left: MOST_PLAYS });
export const looksToTake = (): Budget => ({ left: MOST_LOOKS });

/** So much may a chain say of when steps come up, in characters of JSON, for one move of it to count as one. */
const LIGHT = 6_000;

/** How many moves one of this chain counts as: every move looks at all of its steps and conditions. */
const weightOf = derived(({ steps, holds }: Chain): number => {
  const said = steps.map(({ id, after, when, until, repeat, gates }) => [
    id,
    after,
    when,
    until,
    repeat,
    gates,
  ]);
  return Math.max(1, JSON.stringify([said, holds]).length / LIGHT);
});

/** So many duties may a case have for what happens to it to cost no more than that. */
const FEW = 40;

const crowd = ({ duties }: CaseState, growth: number): number => (Object.keys(duties).length / FEW) ** growth;

/** How many moves one counts as from a state: it looks at all duties, and copies them. */
export const costOfMove = (chain: Chain, state: CaseState): number =>
  Math.max(weightOf(chain), crowd(state, 1.5));

/** How many moves it counts as that a case opens, or that time passes in it: all duties change, each with a copy of all. */
export const costOfPlay = (chain: Chain, state: CaseState): number =>
  Math.max(weightOf(chain), 5 * crowd(state, 2));

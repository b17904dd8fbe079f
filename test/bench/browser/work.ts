import type { Chain } from '@trustward/chain';
import { prove } from '@trustward/chain/prove';
import { simulate } from '@trustward/chain/simulate';
import type { Scenario } from '@trustward/chain/simulate';

export interface Asked {
  readonly what: 'simulate' | 'prove';
  readonly chain: Chain;
  readonly scenario: Scenario;
}

/** What is timed, each call anew. The same file runs in node and, bundled, in the browser. */
export function workOf({ what, chain, scenario }: Asked): () => void {
  const work = what === 'prove' ? () => prove({ ...chain }) : () => simulate(chain, scenario);
  return () => {
    if (!work().ok) throw new Error(`${what} refuses ${chain.id}.`);
  };
}

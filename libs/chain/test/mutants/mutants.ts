import { OF_ENDING } from './of-ending.ts';
import { OF_LAYERS } from './of-layers.ts';
import { OF_ORDER } from './of-order.ts';
import { OF_PATHS } from './of-paths.ts';
import { OF_PEOPLE } from './of-people.ts';
import { OF_TIME } from './of-time.ts';
import { OF_WORDS } from './of-words.ts';
import type { Operator, Site } from './operator.ts';
import type { Chain } from '../../src/language/chain.ts';

export const OPERATORS: readonly Operator[] = [
  ...OF_TIME,
  ...OF_PEOPLE,
  ...OF_PATHS,
  ...OF_ORDER,
  ...OF_ENDING,
  ...OF_WORDS,
  ...OF_LAYERS,
];

/** A good chain broken in one place. */
export interface Mutant {
  readonly operator: Operator;
  readonly chain: Chain;
  readonly site: Site;
}

/** Every mutant of these chains, operator by operator. */
export function allMutants(chains: readonly Chain[]): Mutant[] {
  return OPERATORS.flatMap((operator) => mutantsOf(operator, chains));
}

/** So many mutants of each operator, or as many as there are, spread evenly over the chains and their steps. */
export function someMutants(chains: readonly Chain[], ofEach: number): Mutant[] {
  return OPERATORS.flatMap((operator) => {
    const all = mutantsOf(operator, chains);
    const wanted = Math.min(ofEach, all.length);
    return Array.from(
      { length: wanted },
      (_, index) => all[Math.floor((index * all.length) / wanted)],
    ).filter((mutant) => mutant !== undefined);
  });
}

function mutantsOf(operator: Operator, chains: readonly Chain[]): Mutant[] {
  const sites = 'sites' in operator ? operator.sites : operator.layerSites;
  return chains.flatMap((chain) => sites(chain).map((site) => ({ operator, chain, site })));
}

/** "concern-about-a-child/decide: drops a deadline" */
export const nameOf = ({ operator, chain, site: { step, part } }: Mutant): string =>
  `${chain.id}/${[step, part].filter((word) => word !== undefined && word !== '').join(' ')}: ${operator.does}`;

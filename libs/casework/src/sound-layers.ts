import { lint } from '@trustward/chain/lint';
import { CLAIMS, prove } from '@trustward/chain/prove';
import type { Chain } from '@trustward/chain';
import type { LayerRefusal } from '@trustward/chain/layers';
import { once, placesIn, resolvedAt } from './check-layers.ts';
import type { Published } from './check-layers.ts';
import { contentHash } from './content-hash.ts';

/** Sets of layers of which all was looked at before. */
type Before = readonly (readonly Published[])[];

/** What the linter refuses in the chains that layers add or change. */
export function findingsOf(all: readonly Published[], ...before: Before): readonly LayerRefusal[] {
  const known = knownIn(before);
  return once(
    placesIn(all).flatMap((place) => {
      const added = chainsAt(place).filter(([hash]) => !known.has(hash));
      return added.length === 0 ? [] : lintedAt(place, new Map(added.map(([, chain]) => [chain.id, chain])));
    }),
  );
}

/** How the chains that layers add or change could leave somebody stranded. */
export function strandedBy(all: readonly Published[], ...before: Before): readonly LayerRefusal[] {
  return once(addedChains(all, ...before).flatMap(refuted));
}

/** The chains that layers add or change, each as it is under every authority and in every school. */
export function addedChains(all: readonly Published[], ...before: Before): readonly Chain[] {
  const known = knownIn(before);
  return [...chainsIn(all)].flatMap(([hash, chain]) => (known.has(hash) ? [] : [chain]));
}

const knownIn = (before: Before): ReadonlyMap<string, Chain> =>
  new Map(before.flatMap((one) => [...chainsIn(one)]));

const chainsIn = (published: readonly Published[]): ReadonlyMap<string, Chain> =>
  new Map(placesIn(published).flatMap(chainsAt));

const chainsAt = (place: readonly Published[]): [hash: string, chain: Chain][] =>
  resolvedAt(place).flatMap((one) => (one.ok ? [[contentHash(one.content.chain), one.content.chain]] : []));

function lintedAt(place: readonly Published[], added: ReadonlyMap<string, Chain>): LayerRefusal[] {
  return lint({ layers: place.map(({ layer }) => ({ layer })) }).flatMap((each) => {
    const chain = added.get(each.chain ?? '');
    return chain === undefined || each.severity !== 'mistake'
      ? []
      : [refusal(chain, each.sentence, each.path)];
  });
}

function refuted(chain: Chain): LayerRefusal[] {
  const proof = prove(chain);
  if (proof.ok) {
    return proof.undecided.map((left) => refusal(chain, `It could not be proved. ${left}`, 'steps'));
  }
  const { claim, step, story } = proof.counterExample;
  const sentence = `Not so: ${CLAIMS[claim]} ${story.join(' ')}`;
  return [refusal(chain, sentence, step === null ? 'steps' : `steps.${step}`)];
}

const refusal = ({ title }: Chain, sentence: string, path: string): LayerRefusal => ({
  path,
  sentence: `“${title}”: ${sentence}`,
  by: null,
  against: null,
});

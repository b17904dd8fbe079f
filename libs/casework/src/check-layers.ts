import type { Chain, Layer } from '@trustward/chain';
import type { LayerRefusal } from '@trustward/chain/layers';
import { slugOf } from './layers.ts';
import { resolveOnce } from './resolution.ts';
import type { Resolution } from './resolution.ts';
import { opensUnnamed } from './subject.ts';

/** A layer as a trust has it published, or is about to. */
export interface Published {
  readonly layer: Layer;
  readonly hash: string;
  /** Whose it is, if a school's. */
  readonly schoolId: string | null;
}

/** Why layers do not go together: each chain is resolved wherever a case may open. */
export function refusalsOf(published: readonly Published[]): readonly LayerRefusal[] {
  return once(placesIn(published).flatMap(refusalsAt));
}

/** What holds in several places is said once. */
export function once(refusals: readonly LayerRefusal[]): readonly LayerRefusal[] {
  return [...new Map(refusals.map((refusal) => [JSON.stringify(refusal), refusal])).values()];
}

/** A change to a chain that no layer has must not pass unseen. */
const namedIn = ({ chains, amendments }: Layer): string[] => [
  ...chains.map(({ id }) => id),
  ...amendments.map(({ amends }) => amends),
];

/** The layers that meet: under each authority and under none, for each school that has layers and for one that has none. */
export function placesIn(published: readonly Published[]): (readonly Published[])[] {
  const everywhere = published.filter(({ layer }) => layer.layer === 'guidance' || layer.layer === 'trust');
  const authorities = published.filter(({ layer }) => layer.layer === 'authority');
  const schools = new Set(published.flatMap(({ schoolId }) => schoolId ?? []));
  const ofSchools = [[], ...[...schools].map((id) => published.filter(({ schoolId }) => schoolId === id))];
  const slugs = new Set(authorities.map(({ layer }) => slugOf(layer)));
  const ofAuthorities = [...slugs].map((slug) => authorities.filter(({ layer }) => slugOf(layer) === slug));
  return [[], ...ofAuthorities].flatMap((authority) =>
    ofSchools.map((ofSchool) => [...everywhere, ...authority, ...ofSchool]),
  );
}

/** Every chain that these layers name, as all of them say it. */
export function resolvedAt(place: readonly Published[]): readonly Resolution[] {
  const here = { hashes: place.map(({ hash }) => hash), layers: place.map(({ layer }) => layer) };
  const ids = [...new Set(here.layers.flatMap(namedIn))].sort();
  return ids.map((chainId) => resolveOnce({ ...here, chainId }));
}

function refusalsAt(place: readonly Published[]): readonly LayerRefusal[] {
  const resolutions = resolvedAt(place);
  const chains = resolutions.flatMap((one) => (one.ok ? [one.content.chain] : []));
  return [
    ...resolutions.flatMap((one) => (one.ok ? [] : one.refusals)),
    ...chains.flatMap((chain) => opensTooSoon(chain, chains)),
  ];
}

/**
 * What a step opens when it is done can be refused with the act. What it opens when it comes up cannot, as time may bring
 * it: so that must be a case that will open.
 */
function opensTooSoon(chain: Chain, chains: readonly Chain[]): LayerRefusal[] {
  return chain.steps.flatMap(({ id, title, opens }) => {
    if (opens?.at !== 'opening') return [];
    const child = chains.find((each) => each.id === opens.chain);
    if (child !== undefined && !opensUnnamed(chain, child)) return [];
    const why = child === undefined ? 'which is not published' : 'which cannot say yet whom it is about';
    const sentence = `"${title}" in "${chain.title}" opens a case of "${opens.chain}" by itself, ${why}.`;
    return [{ path: `steps.${id}.opens`, sentence, by: null, against: null }];
  });
}

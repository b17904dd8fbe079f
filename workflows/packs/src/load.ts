import { resolve } from '@trustward/chain/layers';
import type { Chain, Layer } from '@trustward/chain';
import type { Resolved } from '@trustward/chain/layers';
import { GUIDANCE, loadAuthorityLayers, loadLayer } from './layers.ts';
import { PackMalformed } from './pack-malformed.ts';
import { packFolders } from './read.ts';

/** The packs of trusts that ship, by the source they answer. */
export function listPacks(): string[] {
  return packFolders().filter((folder) => folder !== GUIDANCE);
}

/** The layers whose say a trust's pack stands under, from the top down; with a local authority, if one is named. */
export function layersOf(source: string, authority?: string): Layer[] {
  const local = loadAuthorityLayers().filter(({ id }) => id === authority);
  return [loadLayer(GUIDANCE), ...local, loadLayer(source)];
}

/** All that ships, as a trust that takes all of it publishes it. */
export const shippedLayers = (): Layer[] => [
  loadLayer(GUIDANCE),
  ...loadAuthorityLayers(),
  ...listPacks().map(loadLayer),
];

/** The ids of the chains that layers have, in order. */
export function chainsOf(layers: readonly Layer[]): string[] {
  return [...new Set(layers.flatMap(({ chains }) => chains.map(({ id }) => id)))].sort();
}

/**
 * The chains of a trust's pack over the guidance, and over what a local authority lays down, in order of their ids. Throws
 * PackMalformed where they do not go together.
 */
export function loadPack(source = 'source-000', authority?: string): Chain[] {
  const layers = layersOf(source, authority);
  return chainsOf(layers).map((id) => soundOrThrow(source, resolve(layers, id)));
}

function soundOrThrow(source: string, resolved: Resolved): Chain {
  if (!resolved.ok) throw new PackMalformed(source, resolved.refusals);
  return resolved.chain;
}

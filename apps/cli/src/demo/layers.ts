import type { Layer } from '@trustward/chain';
import { GUIDANCE, loadAuthorityLayers, loadLayer } from '@trustward/packs';

/**
 * What the demo's trusts have published: the shipped layers with the procedures about a child. A case about an adult would
 * be kept from nobody, as no form names yet whom it is about.
 */
export function demoLayers(): readonly Layer[] {
  const guidance = loadLayer(GUIDANCE);
  const ids = new Set(guidance.chains.filter(({ about }) => about === 'child').map(({ id }) => id));
  return [guidance, ...loadAuthorityLayers(), loadLayer('source-000')].map((layer) => ({
    ...layer,
    chains: layer.chains.filter(({ id }) => ids.has(id)),
    amendments: layer.amendments.filter(({ amends }) => ids.has(amends)),
  }));
}

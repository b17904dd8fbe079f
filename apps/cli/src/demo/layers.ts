import type { Layer } from '@trustward/chain';
import { GUIDANCE, loadAuthorityLayers, loadLayer } from '@trustward/packs';

/**
 * What the demo's trusts have published: all that ships. A case about an adult is refused where it would open, as no form
 * names yet whom it must be kept from; whoever meets that is told to ring instead.
 */
export const demoLayers = (): readonly Layer[] => [
  loadLayer(GUIDANCE),
  ...loadAuthorityLayers(),
  loadLayer('source-000'),
];

import type { Layer } from '@trustward/chain';
import { GUIDANCE, loadLayer, loadPack } from '@trustward/packs';

const PACK = 'source-000';

/** Every procedure that ships. */
export const CHAINS: readonly string[] = loadPack(PACK).map(({ id }) => id);

/** The one procedure that has a form. */
export const REPORTED = 'concern-about-a-child';

/**
 * What ships, with every procedure said to be about a child: a case about an adult cannot be opened as long as no form
 * names them, and its steps, clocks and agreements are to be driven all the same.
 */
export const drivableLayers = (): Layer[] => [asOfAChild(loadLayer(GUIDANCE)), asOfAChild(loadLayer(PACK))];

const asOfAChild = (layer: Layer): Layer => ({
  ...layer,
  chains: layer.chains.map((chain) => ({ ...chain, about: 'child' })),
});

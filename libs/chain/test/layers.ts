import { resolve } from '../src/inherit/resolve.ts';
import type { Resolved } from '../src/inherit/resolve.ts';
import type { Chain } from '../src/language/chain.ts';
import type { Layer, LayerKind } from '../src/language/layer.ts';
import { parseLayer } from '../src/language/parse-layer.ts';

const TITLES: Readonly<Record<LayerKind, string>> = {
  guidance: 'National guidance',
  authority: 'Norbury Vale Council',
  trust: 'Larkfield Trust',
  school: 'Oakfield Primary',
};

/** A layer that a test takes to be well written. */
export function aLayer(layer: LayerKind, over: object): Layer {
  const read = parseLayer({ language: 2, layer, id: layer, version: 1, title: TITLES[layer], ...over });
  if (!read.ok) throw new Error(read.mistakes.map(({ path, sentence }) => `${path}: ${sentence}`).join('\n'));
  return read.layer;
}

/** What a layer says of the steps of one chain from above, with whatever else it says of it. */
export function changing(layer: LayerKind, steps: readonly object[], over: object = {}): Layer {
  return aLayer(layer, { amendments: [{ language: 2, amends: 'a-chain', version: 1, steps, ...over }] });
}

export const resolved = (...layers: readonly Layer[]): Resolved => resolve(layers, 'a-chain');

/** The sentences with which layers are refused; none where they go together. */
export function refusals(...layers: readonly Layer[]): string[] {
  const result = resolved(...layers);
  return result.ok ? [] : result.refusals.map(({ sentence }) => sentence);
}

/** The chain as all of them say it. Throws where they do not go together. */
export function chainOf(...layers: readonly Layer[]): Chain {
  const result = resolved(...layers);
  if (!result.ok) throw new Error(result.refusals.map(({ sentence }) => sentence).join('\n'));
  return result.chain;
}

import { lint } from '@trustward/chain/lint';
import type { Finding } from '@trustward/chain/lint';
import { describe, expect, it } from 'vitest';
import { loadAuthorityLayers } from './layers.ts';
import { chainsOf, layersOf, listPacks } from './load.ts';

const SHIPPED = listPacks().flatMap((pack) =>
  loadAuthorityLayers().map(({ id }) => [pack, id, layersOf(pack, id)] as const),
);

/** What the linter would have its writers weigh, with why it stays. */
const WEIGHED: Readonly<Partial<Record<Finding['code'], string>>> = {
  askedInVain: 'the answer is kept for whoever reads the case; nothing else depends on it',
  idleGate: 'the act is one that people may do outside the steps of the case',
};

describe('a pack that ships', () => {
  it.each(SHIPPED)('%s under %s: is linted without a mistake', (_pack, _authority, layers) => {
    const all = lint({ layers: layers.map((layer) => ({ layer, file: layer.id })) });
    expect(all.filter(({ severity }) => severity === 'mistake')).toEqual([]);
    expect(all.map(({ code }) => code).filter((code) => WEIGHED[code] === undefined)).toEqual([]);
  });

  it('has each of its chains looked at', () => {
    const ids = new Set(SHIPPED.flatMap(([, , layers]) => chainsOf(layers)));
    const broken = SHIPPED.flatMap(([, , layers]) =>
      lint({
        layers: layers.map((layer) => ({
          layer: {
            ...layer,
            chains: layer.chains.map((chain) => ({
              ...chain,
              steps: chain.steps.map((step) => ({ ...step, after: { done: 'no-such-step' } })),
            })),
          },
        })),
      }),
    );
    expect(new Set(broken.map(({ chain }) => chain))).toEqual(ids);
  });
});

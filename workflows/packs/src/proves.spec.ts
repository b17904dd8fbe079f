import { prove } from '@trustward/chain/prove';
import { describe, expect, it } from 'vitest';
import { loadAuthorityLayers } from './layers.ts';
import { loadPack } from './load.ts';

const SHIPPED = loadAuthorityLayers().flatMap(({ id: authority }) =>
  loadPack('source-000', authority).map((chain) => [chain.id, authority, chain] as const),
);

describe('a chain that ships', () => {
  it.each(SHIPPED)(
    '%s under %s: leaves nobody without help, as far as a proof looks',
    (_id, _authority, chain) => {
      const proof = prove(chain);
      expect(proof.ok ? [] : proof.counterExample.story).toEqual([]);
      expect(proof.ok ? proof.undecided : []).toEqual([]);
    },
  );
});

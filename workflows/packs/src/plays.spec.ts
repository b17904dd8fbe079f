import { describe, expect, it } from 'vitest';
import { loadPack } from './load.ts';
import { stepsPlayed } from '../test/play-through.ts';

describe('a chain that ships', () => {
  it.each(loadPack().map((chain) => [chain.id, chain] as const))(
    '%s: each of its steps comes up on some way',
    (_, chain) => {
      expect([...stepsPlayed(chain, 120)].sort()).toEqual(chain.steps.map(({ id }) => id).sort());
    },
  );
});

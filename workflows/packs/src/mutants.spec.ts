import { judge } from '@trustward/chain/test/mutants/judge';
import { nameOf, OPERATORS, someMutants } from '@trustward/chain/test/mutants/mutants';
import type { Mutant } from '@trustward/chain/test/mutants/mutants';
import { afterAll, describe, expect, it } from 'vitest';
import { layersOf, loadPack } from './load.ts';

/** The packs under an authority, each broken in one place. `bench -- mutants` takes every place. */
const AROUND = { chains: loadPack('source-000', 'westmere'), layers: layersOf('source-000', 'westmere') };
const OF_EACH = 4;
const SOME = someMutants(AROUND.chains, OF_EACH);
const MUTANTS = new Map(
  OPERATORS.map(({ does }) => [does, SOME.filter(({ operator }) => operator.does === does)] as const),
);

const counted = new Map<string, number>();

describe('a pack that somebody', () => {
  it.each([...MUTANTS])('%s is refused with a right reason', (_does, mutants: readonly Mutant[]) => {
    const escaped = mutants.flatMap((mutant) => {
      const { by, isRight, reasons } = judge(mutant, AROUND);
      const who = by ?? 'escaped';
      counted.set(who, (counted.get(who) ?? 0) + 1);
      return isRight ? [] : [`${nameOf(mutant)} (${who}: ${reasons.join(', ')})`];
    });
    expect(escaped).toEqual([]);
  });

  it('breaks is broken in at least twenty ways, and in two hundred places', () => {
    expect(new Set(OPERATORS.map(({ does }) => does)).size).toBe(OPERATORS.length);
    expect([...MUTANTS.keys()]).toEqual(OPERATORS.map(({ does }) => does));
    expect(OPERATORS.length).toBeGreaterThanOrEqual(20);
    expect([...MUTANTS.values()].flat().length).toBeGreaterThanOrEqual(200);
  });

  afterAll(() => {
    const said = [...counted].map(([who, count]) => `${who} ${count}`).join(', ');
    process.stdout.write(`mutants: ${said}; escaped ${counted.get('escaped') ?? 0}\n`);
  });
});

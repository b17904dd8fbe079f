import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aLayer, changing, resolved } from '../../test/layers.ts';
import { aChain, aStep } from '../../test/small-world.ts';
import { describeLength } from '../clock/describe.ts';
import type { Length, Limit } from '../clock/length.ts';
import { readLimit } from '../clock/read-limit.ts';
import type { Layer } from '../language/layer.ts';
import { retimed } from './retimed.ts';
import type { Sourced } from './retimed.ts';

const plain: fc.Arbitrary<Length> = fc.oneof(
  fc.record({ minutes: fc.integer({ min: 1, max: 900 }) }),
  fc.record({ hours: fc.integer({ min: 1, max: 200 }) }),
  fc.record({ workingDays: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ schoolDays: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ calendarDays: fc.integer({ min: 0, max: 20 }) }),
  fc.record({ months: fc.integer({ min: 1, max: 3 }) }),
);
const limit: fc.Arbitrary<Limit> = fc.oneof(
  plain,
  fc.record({ sooner: fc.array(plain, { minLength: 2, maxLength: 3 }) }),
  fc.constantFrom({ beforeNext: 'schoolDay' } as const, { beforeNext: 'workingDay' } as const),
);
const time = fc.constantFrom('15:00', '16:45', '17:30');
const own = fc.record({ look: fc.option(limit), tell: fc.option(limit), officeCloses: fc.option(time) });
type Own = typeof own extends fc.Arbitrary<infer T> ? T : never;

const chain = aChain([
  aStep('look', { clock: { within: { workingDays: 2 }, from: 'awareness', setBy: 'look' } }),
  aStep('tell', { clock: { within: { hours: 4 }, from: 'awareness', setBy: 'tell' } }),
]);
const guidance = aLayer('guidance', {
  chains: [chain],
  values: { tell: { is: { hours: 4 }, strength: 'floor', title: 'Somebody is told' } },
});
const authority = changing('authority', [
  {
    id: 'look',
    clock: { within: { workingDays: 2 }, from: 'awareness', setBy: 'look', close: { at: '17:00' } },
  },
]);

/** What a trust holds of the authority; below it stands what the trust lays down itself. */
function under({ look, tell, officeCloses }: Own, ...below: readonly Layer[]): Sourced | null {
  const ours = aLayer('authority', {
    id: 'authority-ours',
    values: {
      ...(look !== null && { look: { is: look, title: 'Somebody looks' } }),
      ...(tell !== null && { tell: { is: tell, title: 'Somebody is told' } }),
    },
    ...(officeCloses !== null && { officeCloses }),
  });
  const result = resolved(guidance, authority, ours, ...below);
  return result.ok ? { chain: result.chain, origins: Object.fromEntries(result.origins) } : null;
}

const EVERYTHING = { settings: new Set(['look', 'tell']), officeCloses: true };
const NOTHING: Own = { look: null, tell: null, officeCloses: null };

describe('a chain that a case runs under', () => {
  it('becomes what a case opens under today, where nothing but lengths and the closing time was edited, and goes back', () => {
    fc.assert(
      fc.property(own, own, (was, is) => {
        const [before, today] = [under(was), under(is)];
        fc.pre(before !== null && today !== null);
        expect(retimed(before, today, EVERYTHING)).toEqual(today);
        expect(retimed(today, before, EVERYTHING)).toEqual(before);
        expect(retimed(before, today, { settings: new Set(), officeCloses: false })).toEqual(before);
        const [, tell] = retimed(before, today, EVERYTHING).chain.steps;
        expect(tell?.clock?.floor).toEqual({ hours: 4 });
      }),
      { numRuns: 80 },
    );
  });

  it('keeps what its trust set, and whatever else was published since', () => {
    const trusts = changing('trust', [
      { id: 'look', title: 'Look well', clock: { within: { hours: 30 }, from: 'awareness' } },
    ]);
    const before = under(NOTHING, trusts) ?? expect.fail('It does not resolve.');
    const today =
      under({ ...NOTHING, look: { hours: 2 }, officeCloses: '15:00' }) ?? expect.fail('Nor this.');
    expect(retimed(before, today, EVERYTHING)).toEqual(before);
    const since = retimed(today, before, EVERYTHING);
    expect(since.chain.steps[0]?.title).toBe(today.chain.steps[0]?.title);
  });

  it('has lengths that are read back from the words for them', () => {
    fc.assert(
      fc.property(limit, (one) => {
        const words = describeLength(one);
        expect(describeLength(readLimit(words) ?? { minutes: 0 })).toBe(words);
      }),
    );
    for (const none of ['', 'soon', '0 hours', '3 fortnights', '1.5 hours', '2 hours or so']) {
      expect(readLimit(none)).toBeNull();
    }
  });
});

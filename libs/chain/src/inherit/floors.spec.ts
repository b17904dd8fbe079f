import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aLayer, resolved } from '../../test/layers.ts';
import { Chance, randomCalendars, randomClock } from '../../test/random-clock.ts';
import { aChain, aStep } from '../../test/small-world.ts';
import { dueOf } from '../clock/due-of.ts';
import { ENGLAND } from '../clock/england/england.ts';
import type { Length, Limit } from '../clock/length.ts';
import { LAYERS } from '../language/layer.ts';
import type { Layer } from '../language/layer.ts';

const CALENDARS = randomCalendars(new Chance(7), 12, ENGLAND.offsets);

const plain: fc.Arbitrary<Length> = fc.oneof(
  fc.record({ hours: fc.integer({ min: 1, max: 200 }) }),
  fc.record({ workingDays: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ schoolDays: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ calendarDays: fc.integer({ min: 0, max: 20 }) }),
);
const limit: fc.Arbitrary<Limit> = fc.oneof(
  { arbitrary: plain, weight: 4 },
  { arbitrary: fc.record({ sooner: fc.array(plain, { minLength: 2, maxLength: 3 }) }), weight: 1 },
  {
    arbitrary: fc.constantFrom({ beforeNext: 'schoolDay' } as const, { beforeNext: 'workingDay' } as const),
    weight: 1,
  },
);

/** What one layer may say of one clock: a length under its name, a clock of its own, and either as a floor. */
interface Says {
  readonly value: { readonly is: Limit; readonly strength: 'floor' | 'default' } | null;
  readonly clock: { readonly length: Limit; readonly keepsName: boolean; readonly isFloor: boolean } | null;
}
const says = (length: fc.Arbitrary<Limit>): fc.Arbitrary<Says> =>
  fc.record({
    value: fc.option(
      fc.record({ is: length, strength: fc.constantFrom('floor' as const, 'default' as const) }),
    ),
    clock: fc.option(fc.record({ length, keepsName: fc.boolean(), isFloor: fc.boolean() })),
  });

type Counted = 'on' | 'upTo';

function layersOf(counted: Counted, all: readonly Says[], options: object): Layer[] {
  return all.map(({ value, clock }, index) => {
    const kind = LAYERS[index] ?? 'school';
    const written =
      clock ?? (index === 0 ? { length: { calendarDays: 20 }, keepsName: true, isFloor: false } : null);
    const step = written === null ? null : changeOf(counted, written, options);
    return aLayer(kind, {
      values: value === null ? {} : { time: { ...value, title: 'The time' } },
      chains: index === 0 && step !== null ? [chainWith(step)] : [],
      amendments:
        index === 0 || step === null ? [] : [{ language: 2, amends: 'a-chain', version: 1, steps: [step] }],
    });
  });
}

function changeOf(
  counted: Counted,
  { length, keepsName, isFloor }: NonNullable<Says['clock']>,
  options: object,
) {
  const ends =
    counted === 'on' ? { within: length, from: 'awareness' } : { before: length, event: 'meeting' };
  const clock = { ...ends, ...options, ...(keepsName ? { setBy: 'time' } : {}) };
  return { id: 'tell', clock, floors: isFloor ? ['clock'] : [] };
}

const chainWith = (step: object): object =>
  aChain([{ ...aStep('tell'), ...step }], { events: { meeting: { title: 'Meeting', dated: true } } });

/** The floors that stand over the clock. A named one holds only for clocks that have ever carried the name. */
function floorsOver(all: readonly Says[]): Limit[] {
  const isNamed = all.some(({ clock }, index) => clock?.keepsName ?? index === 0);
  return all.flatMap(({ value, clock }) => [
    ...(value?.strength === 'floor' && isNamed ? [value.is] : []),
    ...(clock?.isFloor === true ? [clock.length] : []),
  ]);
}

function optionsOf({ clock }: ReturnType<typeof randomClock>): object {
  const { weekendStart, close, roll } = clock;
  return JSON.parse(JSON.stringify({ weekendStart, close, roll })) as object;
}

/** Every floor over a resolved clock, with how much later than it the clock is, with its options and as written. */
function lateness(counted: Counted, all: readonly Says[], seed: number): number[] | null {
  const random = randomClock(new Chance(seed), CALENDARS);
  const { calendar, start, pauses } = random;
  const result = resolved(...layersOf(counted, all, optionsOf(random)));
  if (!result.ok) return null;
  const clock = result.chain.steps[0]?.clock;
  if (clock === undefined) throw new Error('It has lost its clock.');
  const paused = 'before' in clock ? [] : pauses;
  return floorsOver(all).map((floor) => {
    const rule = counted === 'on' ? { within: floor } : { before: floor as Length };
    return (dueOf(calendar, clock, start, paused).due ?? Infinity) - (dueOf(calendar, rule, start).due ?? 0);
  });
}

describe('the clock of a resolved chain', () => {
  it.each<[Counted, fc.Arbitrary<Limit>]>([
    ['on', limit],
    ['upTo', plain],
  ])(
    'counted %s, is never later than a floor of any layer above, whatever is set, paused or lenient',
    (counted, lengths) => {
      let [taken, withFloor] = [0, 0];
      fc.assert(
        fc.property(fc.array(says(lengths), { minLength: 2, maxLength: 4 }), fc.nat(1e9), (all, seed) => {
          const late = lateness(counted, all, seed);
          if (late === null) return;
          taken += 1;
          if (late.length > 0) withFloor += 1;
          expect(Math.max(0, ...late)).toBe(0);
        }),
        { numRuns: 1_500 },
      );
      expect(taken).toBeGreaterThan(400);
      expect(withFloor).toBeGreaterThan(200);
    },
  );
});

import { describe, expect, it } from 'vitest';
import { aLayer, chainOf, changing, refusals, resolved } from '../../test/layers.ts';
import { aChain, aStep } from '../../test/small-world.ts';
import type { Length } from '../clock/length.ts';
import type { Layer, LayerKind } from '../language/layer.ts';
import { sayOrigin } from './explain-origin.ts';

const UNTIL = { outcome: 'review', is: 'over' };
const outcomes = { more: { label: 'More' }, over: { label: 'Over' } };
const clock = { within: { calendarDays: 10 }, from: 'opening' };

const guidance = (repeat: object, over: object = {}, values: object = {}) =>
  aLayer('guidance', {
    values,
    chains: [
      aChain([
        aStep('review', {
          outcomes,
          clock,
          repeat: { every: { calendarDays: 28 }, until: UNTIL, ...repeat },
          ...over,
        }),
        aStep('close', { closes: true }),
      ]),
    ],
  });
const again = (every: Length, over: object = {}) => ({
  id: 'review',
  repeat: { every, until: UNTIL, ...over },
});
const repeatOf = (...layers: readonly Layer[]) =>
  chainOf(...layers).steps.find(({ id }) => id === 'review')?.repeat;

describe('how often a step comes up again', () => {
  const floored = guidance({}, { floors: ['clock'] });

  it('is capped in every later round by a clock that is a floor, whatever options a layer below adds', () => {
    const lenient = changing('trust', [{ id: 'review', clock: { ...clock, roll: 'forward' } }]);
    expect(repeatOf(floored, lenient)).toMatchObject({ floor: { calendarDays: 28 } });
    const often = changing('trust', [again({ calendarDays: 14 })]);
    expect(repeatOf(floored, often)).toMatchObject({
      every: { calendarDays: 14 },
      floor: { calendarDays: 28 },
    });
    expect(repeatOf(guidance({}), lenient)).not.toHaveProperty('floor');
    expect(refusals(floored, changing('trust', [again({ calendarDays: 30 })]))).toEqual([
      expect.stringContaining('says no more than 28 days, as a floor'),
    ]);
  });

  const named = { between: { is: { calendarDays: 20 }, title: 'Between reviews', strength: 'default' } };
  const says = (layer: LayerKind, is: object, strength = 'default') =>
    aLayer(layer, { values: { between: { is, title: 'Between reviews', strength } } });

  it('is given by a setting that it names, which any layer may give, and explained by it', () => {
    const base = guidance({ setBy: 'between' }, {}, named);
    expect(repeatOf(base)).toMatchObject({ every: { calendarDays: 20 } });
    const whole = resolved(base, says('authority', { calendarDays: 15 }));
    if (!whole.ok) throw new Error(whole.refusals.map(({ sentence }) => sentence).join());
    expect(whole.chain.steps[0]?.repeat).toMatchObject({ every: { calendarDays: 15 } });
    const origin = whole.origins.get('steps.review.repeat.every');
    expect(origin && sayOrigin(origin)).toContain('in place of 20 days');
  });

  it('is held by the floor of its setting, which no layer loses by naming it no more', () => {
    const base = guidance({ setBy: 'between' }, {}, { between: { ...named.between, strength: 'floor' } });
    expect(refusals(base, says('trust', { calendarDays: 21 }))).not.toEqual([]);
    expect(refusals(base, changing('trust', [again({ calendarDays: 21 })]))).not.toEqual([]);
    expect(repeatOf(base, changing('trust', [again({ calendarDays: 19 })]))).toMatchObject({
      every: { calendarDays: 19 },
      floor: { calendarDays: 20 },
    });
  });

  it('holds both where only a calendar can compare what is claimed with a floor', () => {
    const base = guidance({ setBy: 'between' }, {}, { between: { ...named.between, strength: 'floor' } });
    const council = (is: object) => repeatOf(base, says('authority', is));
    expect(council({ workingDays: 12 })).toMatchObject({
      every: { workingDays: 12 },
      floor: { calendarDays: 20 },
    });
    expect(council({ sooner: [{ workingDays: 12 }, { calendarDays: 15 }] })).toMatchObject({
      every: { workingDays: 12 },
      floor: { calendarDays: 15 },
    });
  });

  it('is a floor where it says one itself, as a clock does', () => {
    const base = guidance({ floor: { calendarDays: 28 } });
    expect(refusals(base, changing('trust', [again({ calendarDays: 30 })]))).not.toEqual([]);
    expect(refusals(base, changing('trust', [{ id: 'review', repeat: null }]))).not.toEqual([]);
    expect(repeatOf(base, changing('trust', [again({ calendarDays: 20 })]))).toMatchObject({
      floor: { calendarDays: 28 },
    });
    const soon = guidance({ every: { calendarDays: 20 }, floor: { calendarDays: 28 } });
    expect(repeatOf(soon, changing('trust', [again({ calendarDays: 25 })]))).toMatchObject({
      every: { calendarDays: 25 },
      floor: { calendarDays: 28 },
    });
  });

  it('must be one length', () => {
    const base = guidance(
      { setBy: 'between' },
      {},
      { between: { ...named.between, is: { beforeNext: 'workingDay' } } },
    );
    expect(refusals(base)).toEqual([
      expect.stringContaining('cannot say how often something comes up again'),
    ]);
  });
});

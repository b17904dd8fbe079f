import { describe, expect, it } from 'vitest';
import { aLayer, chainOf, changing, refusals, resolved } from '../../test/layers.ts';
import { aChain, aStep } from '../../test/small-world.ts';
import type { Limit } from '../clock/length.ts';
import type { Layer, LayerKind } from '../language/layer.ts';
import { sayOrigin } from './explain-origin.ts';
import { pinned } from './pinned.ts';
import { resolve } from './resolve.ts';

const CLOCK = { within: { hours: 24 }, from: 'awareness', setBy: 'writtenReferral' };

const chain = (over: object = {}) =>
  aChain([
    aStep('ring', { title: 'Ring them' }),
    aStep('write', { title: 'Write to them', clock: CLOCK, ...over }),
  ]);

/** A layer that says how long a referral in writing may take. */
function saying(
  layer: LayerKind,
  is: Limit,
  strength: 'floor' | 'default' = 'default',
  over: object = {},
): Layer {
  return aLayer(layer, {
    values: {
      writtenReferral: { is, strength, title: 'A referral in writing', source: '2.26', status: 'R' },
    },
    ...over,
  });
}

const guidance = (is: Limit, strength?: 'floor' | 'default', over?: object): Layer =>
  saying('guidance', is, strength, { chains: [chain(over)] });

const clockOf = (...layers: readonly Layer[]) =>
  chainOf(...layers).steps.find(({ id }) => id === 'write')?.clock;

describe('a length that layers set', () => {
  it('is the last by its id of two of one kind, in whichever order they are given', () => {
    const [one, other] = [2, 3].map((hours) => ({ ...saying('trust', { hours }), id: `trust-${hours}` }));
    if (one === undefined || other === undefined) throw new Error('There are two.');
    for (const both of [
      [one, other],
      [other, one],
    ]) {
      expect(clockOf(...both, guidance({ hours: 24 }))).toMatchObject({ within: { hours: 3 } });
    }
  });

  it('000.26 may be 48 hours with an authority where guidance says 24 as a default', () => {
    expect(clockOf(guidance({ hours: 24 }), saying('authority', { hours: 48 }))).toEqual({
      ...CLOCK,
      within: { hours: 48 },
    });
  });

  it('000.26 may not where guidance says 24 as a floor, and the refusal names both values and both layers', () => {
    expect(refusals(guidance({ hours: 24 }, 'floor'), saying('authority', { hours: 48 }))).toEqual([
      'Norbury Vale Council says 48 hours for “A referral in writing”; National guidance says no more than 24 hours, as a floor.',
    ]);
  });

  it('is the last that anybody says, and a floor of any layer holds for those below it', () => {
    const above = [guidance({ hours: 24 }), saying('authority', { hours: 48 })];
    expect(clockOf(...above, saying('trust', { hours: 12 }))).toMatchObject({ within: { hours: 12 } });
    const strict = [...above, saying('trust', { hours: 36 }, 'floor')];
    expect(clockOf(...strict)).toMatchObject({ within: { hours: 36 }, floor: { hours: 36 } });
    expect(clockOf(...strict, saying('school', { hours: 30 }))).toMatchObject({
      within: { hours: 30 },
      floor: { hours: 36 },
    });
    expect(refusals(...strict, saying('school', { hours: 48 }))).toEqual([
      'Oakfield Primary says 48 hours for “A referral in writing”; Larkfield Trust says no more than 36 hours, as a floor.',
    ]);
  });

  it('is whichever is sooner where only a calendar can say which that is', () => {
    expect(clockOf(guidance({ workingDays: 1 }, 'floor'), saying('authority', { hours: 24 }))).toEqual({
      ...CLOCK,
      within: { sooner: [{ hours: 24 }, { workingDays: 1 }] },
      floor: { workingDays: 1 },
    });
  });

  it('of several floors, keeps every one', () => {
    const clock = clockOf(
      guidance({ workingDays: 3 }, 'floor'),
      saying('authority', { hours: 80 }, 'floor'),
      saying('trust', { schoolDays: 2 }, 'floor'),
    );
    const lengths = [{ schoolDays: 2 }, { workingDays: 3 }, { hours: 80 }];
    for (const limit of [clock?.floor, clock !== undefined && 'within' in clock ? clock.within : undefined]) {
      expect(limit).toEqual({ sooner: expect.arrayContaining(lengths) as unknown });
    }
  });

  it('stays under the floor of a name that a clock no longer carries', () => {
    const own = changing('trust', [{ id: 'write', clock: { within: { hours: 48 }, from: 'awareness' } }]);
    expect(refusals(guidance({ hours: 24 }, 'floor'), own)).toEqual([
      'Larkfield Trust says 48 hours for “Write to them”; National guidance says no more than 24 hours, as a floor.',
    ]);
    expect(clockOf(guidance({ hours: 24 }), own)).toEqual({ within: { hours: 48 }, from: 'awareness' });
  });

  it('is counted the other way where a clock leads up to a date', () => {
    const clock = { before: { workingDays: 2 }, event: 'conference', setBy: 'writtenReferral' };
    const event = { conference: { title: 'The conference', dated: true } };
    const under = (is: Limit) =>
      refusals(
        aLayer('guidance', {
          chains: [aChain([aStep('write', { title: 'Send the report', clock })], { events: event })],
          values: { writtenReferral: { is: { workingDays: 2 }, strength: 'floor', title: 'The report' } },
        }),
        saying('authority', is),
      );
    expect(under({ workingDays: 5 })).toEqual([]);
    expect(under({ workingDays: 1 })).toEqual([
      'Norbury Vale Council says 1 working day for “The report”; National guidance says no less than 2 working days before, as a floor.',
    ]);
  });
});

describe('a floor', () => {
  it('goes with the clock, so that no pause, lenient start or office close moves it', () => {
    const options = {
      weekendStart: 'lenient',
      roll: 'forward',
      close: { at: '17:00', startAfterIt: 'nextDay' },
      mayPause: { reasons: { ill: 'Ill' }, by: ['dsl'], agreedBy: ['ceo'] },
    };
    const clock = { within: { workingDays: 1 }, from: 'awareness' };
    const floor = aLayer('guidance', { chains: [chain({ clock, floors: ['clock'] })] });
    const lenient = changing('trust', [{ id: 'write', clock: { ...clock, ...options } }]);
    expect(clockOf(floor, lenient)).toMatchObject({ weekendStart: 'lenient', floor: { workingDays: 1 } });
  });

  it('may be looser than the length beside it, and those below may use the room', () => {
    const clock = { within: { hours: 4 }, from: 'awareness', floor: { hours: 24 } };
    const above = aLayer('guidance', { chains: [chain({ clock })] });
    const to = (hours: number) =>
      changing('trust', [{ id: 'write', clock: { ...CLOCK, within: { hours } } }]);
    expect(clockOf(above, to(20))).toMatchObject({ within: { hours: 20 }, floor: { hours: 24 } });
    expect(refusals(above, to(30))).toHaveLength(1);
  });
});

describe('a change to a chain from above', () => {
  it('adds steps where it says, takes away what it sets to null, and leaves the rest', () => {
    const above = guidance({ hours: 24 }, 'default', { until: { done: 'ring' } });
    const added = aStep('between', { place: { after: 'ring' } });
    const now = chainOf(
      above,
      changing('trust', [added, { id: 'write', until: null, clock: null, title: 'Write' }]),
    );
    expect(now.steps.map(({ id }) => id)).toEqual(['ring', 'between', 'write']);
    expect(now.steps[2]).toMatchObject({ title: 'Write', owner: ['dsl', 'deputyDsl', 'headteacher'] });
    expect(now.steps[2]?.clock ?? now.steps[2]?.until).toBeUndefined();
    expect(
      chainOf(guidance({ hours: 24 }), changing('trust', [], { omit: ['ring'] })).steps.map(({ id }) => id),
    ).toEqual(['write']);
  });

  it.each<[steps: readonly object[], over: object, sentence: string]>([
    [[{ id: 'wrote', title: 'X' }], {}, '"wrote" is in no layer above, so it must be a whole step.'],
    [
      [
        { id: 'write', title: 'X' },
        { id: 'write', title: 'Y' },
      ],
      {},
      '"write" is changed twice.',
    ],
    [[], { omit: ['gone'] }, 'There is no step "gone" to leave out.'],
    [[{ id: 'write', place: { after: 'ring' } }], {}, '"write" stands where a layer above has put it.'],
    [[aStep('new', { place: { after: 'gone' } })], {}, 'There is no step "gone" to stand after.'],
    [[{ id: 'write', after: { done: 'gone' } }], {}, 'There is no step "gone".'],
  ])('that makes no sense is refused (case %#)', (steps, over, sentence) => {
    expect(refusals(guidance({ hours: 24 }), changing('trust', steps, over))).toContain(sentence);
  });

  it('to a chain that nobody above has is refused, and so is a chain that nobody has', () => {
    expect(refusals(changing('authority', []), aLayer('trust', { chains: [chain()] }))).toEqual([
      'Norbury Vale Council changes "a-chain", which no layer above it has.',
    ]);
    expect(refusals(aLayer('trust', {}))).toEqual(['No layer has a chain called "a-chain".']);
  });
});

describe('what is in force', () => {
  const dated = (layer: Layer, from?: string, until?: string): Layer =>
    ({ ...layer, inForce: { from, until } }) as Layer;
  const on = (openedOn: string, ...layers: readonly Layer[]) => resolve(layers, 'a-chain', { openedOn });

  it('goes by the day on which a case opens, first and last day included', () => {
    const layers = [
      guidance({ hours: 24 }),
      dated(saying('authority', { hours: 48 }), '2026-09-01', '2026-12-31'),
    ];
    const hours = (day: string) => {
      const result = on(day, ...layers);
      return result.ok ? JSON.stringify(result.chain.steps[1]?.clock) : '';
    };
    for (const day of ['2026-08-31', '2027-01-01']) expect(hours(day)).toContain('"hours":24');
    for (const day of ['2026-09-01', '2026-12-31']) expect(hours(day)).toContain('"hours":48');
  });

  it('leaves out steps that are not, with everything that waits for them', () => {
    const steps = [
      aStep('old', { inForce: { until: '2026-08-31' } }),
      aStep('next', { after: { done: 'old' } }),
      aStep('either', { after: { any: [{ done: 'old' }, { done: 'now' }] } }),
      aStep('now'),
    ];
    const layer = aLayer('guidance', { chains: [aChain(steps)] });
    const left = (day: string) => {
      const result = on(day, layer);
      return result.ok ? result.chain.steps.map(({ id }) => id) : [];
    };
    expect(left('2026-08-31')).toEqual(['old', 'next', 'either', 'now']);
    expect(left('2026-09-01')).toEqual(['either', 'now']);
  });

  it('does not include a chain whose time is over', () => {
    const over = aLayer('guidance', { chains: [{ ...chain(), inForce: { until: '2026-08-31' } }] });
    expect(on('2026-08-31', over).ok).toBe(true);
    expect(on('2026-09-01', over)).toMatchObject({
      refusals: [{ sentence: '"A chain" does not apply to a case that opened on 2026-09-01.' }],
    });
  });
});

describe('what a case pins', () => {
  it('is the same text whatever order layers, names and files came in', () => {
    const layers = [guidance({ hours: 24 }), saying('authority', { hours: 48 }), changing('trust', [])];
    const text = pinned(chainOf(...layers));
    expect(pinned(chainOf(...[...layers].reverse()))).toBe(text);
    const shuffled = JSON.parse(JSON.stringify(layers), (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    ) as Layer[];
    expect(pinned(chainOf(...shuffled))).toBe(text);
    expect(pinned(chainOf(guidance({ hours: 24 })))).not.toBe(text);
  });
});

describe('where a value came from', () => {
  it('is known with everything it replaced and every floor it stands under', () => {
    const result = resolved(
      guidance({ hours: 48 }, 'floor'),
      saying('authority', { hours: 24 }),
      saying('trust', { hours: 12 }),
      changing('school', [{ id: 'write', title: 'Put it in writing' }]),
    );
    if (!result.ok) throw new Error('They go together.');
    const said = (path: string): string => {
      const origin = result.origins.get(path);
      return origin === undefined ? 'from nowhere' : sayOrigin(origin);
    };
    expect(said('steps.write.clock.within')).toBe(
      'from Larkfield Trust (2.26, read in a published source); under a floor of National guidance; in place of 48 hours from National guidance and 24 hours from Norbury Vale Council',
    );
    expect(said('steps.write.title')).toBe(
      'from Oakfield Primary; in place of what was said from National guidance',
    );
    expect(said('steps.write.owner')).toBe('from National guidance');
  });
});

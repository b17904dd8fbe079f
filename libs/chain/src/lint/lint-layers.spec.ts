import { describe, expect, it } from 'vitest';
import { lint } from './lint.ts';
import type { LayerToLint } from './lint-layers.ts';
import { sound, SOUND_STEPS, soundChain } from '../../test/to-lint.ts';

const guidance = (chain: object, over: object = {}): LayerToLint => ({
  layer: {
    language: 2,
    layer: 'guidance',
    id: 'england',
    version: 1,
    title: 'Guidance',
    chains: [chain],
    ...over,
  },
  file: 'guidance/layer.yaml',
  files: { sound: 'guidance/sound.yaml' },
});

const school = (step: object, over: object = {}): LayerToLint => ({
  layer: {
    language: 2,
    layer: 'school',
    id: 'oakfield',
    version: 1,
    title: 'Oakfield',
    amendments: [{ language: 2, amends: 'sound', version: 1, steps: [step], ...over }],
  },
  file: 'oakfield.yaml',
});

const FLOORED = soundChain({
  steps: SOUND_STEPS.map((step) => ({ ...step, floors: ['clock', 'late', 'owner'] })),
});

const QUESTIONS = {
  so: { kind: 'yesNo', question: 'Is it so?', danger: ['yes'] },
  calm: { kind: 'yesNo', question: 'Is all quiet?' },
  often: { kind: 'choice', question: 'How often?', options: { never: 'Never', always: 'Always' } },
};
/** A chain of which one step opens another case of itself. */
const opening = (facts: object | undefined, over: object = {}, more: readonly object[] = []): object =>
  soundChain({
    facts: QUESTIONS,
    steps: [
      ...SOUND_STEPS,
      sound('open', { opens: { chain: 'sound', facts, awaited: false }, ...over }),
      ...more,
    ],
  });

const found = (...layers: readonly LayerToLint[]): string[] =>
  lint({ layers })
    .filter(({ severity }) => severity === 'mistake')
    .map(({ code, path, file }) => `${code} ${path} ${file ?? ''}`);

describe('the linter, of layers', () => {
  it('has nothing to say about those that go together', () => {
    const tighter = school({ id: 'ring', clock: { within: { hours: 4 }, from: 'awareness' } });
    expect(found(guidance(FLOORED), tighter)).toEqual([]);
  });

  it('says what is looser than a floor, in which file, with both values and both layers', () => {
    const looser = school({ id: 'ring', clock: { within: { workingDays: 5 }, from: 'awareness' } });
    expect(lint({ layers: [guidance(FLOORED), looser] })).toMatchObject([
      {
        code: 'looserThanFloor',
        chain: 'sound',
        file: 'oakfield.yaml',
        sentence: expect.stringMatching(
          /^Oakfield says 5 working days.*Guidance says .*1 working day/,
        ) as string,
      },
    ]);
  });

  it('says what a layer itself gave, beside each floor, in the file where it stands', () => {
    const time = (is: object) => ({ time: { is, strength: 'floor', title: 'Time' } });
    const layer = (kind: string, title: string, over: object): LayerToLint => ({
      layer: { language: 2, layer: kind, id: kind, version: 1, title, ...over },
      file: `${kind}/layer.yaml`,
      files: { sound: `${kind}/sound.yaml` },
    });
    const amendments = [{ language: 2, amends: 'sound', version: 1, steps: [] }];
    const said = lint({
      layers: [
        guidance(soundChain(), { values: time({ workingDays: 1 }) }),
        layer('authority', 'Council', { values: time({ sooner: [{ workingDays: 1 }, { hours: 24 }] }) }),
        layer('trust', 'Trust', { values: time({ workingDays: 2 }), amendments }),
      ],
    }).filter(({ code }) => code === 'looserThanFloor');
    const looser = (than: string) => ({
      path: 'values.time',
      file: 'trust/layer.yaml',
      sentence: `Trust says 2 working days for “Time”; ${than}, as a floor.`,
    });
    expect(said).toMatchObject([
      looser('Guidance says no more than 1 working day'),
      looser('Council says no more than 1 working day or 24 hours, whichever is sooner'),
    ]);
    expect(said).toHaveLength(2);
  });

  it('names the file of the layer that says what is wrong in the chain they make together', () => {
    const alone = school({ id: 'ring', owner: ['headteacher', 'dsl'] });
    expect(found(guidance(soundChain()), alone)).toEqual(['ladderInLine steps.ring.owner oakfield.yaml']);
    const silent = guidance(soundChain({ steps: [...SOUND_STEPS, sound('more', { late: [] })] }));
    expect(found(silent)).toEqual(['noEscalation steps.more.late guidance/sound.yaml']);
  });

  it('says what a layer changes that no layer above it has', () => {
    expect(found(school({ id: 'ring' }))).toEqual([expect.stringMatching(/^unresolved {2}oakfield.yaml$/)]);
  });

  it('says what is malformed in one layer, and goes on with the others', () => {
    const broken = { layer: { language: 2, layer: 'trust' }, file: 'trust.yaml' };
    const silent = soundChain({ steps: [...SOUND_STEPS, sound('more', { late: [] })] });
    const all = found(guidance(silent), broken);
    expect(all).toContain('malformed id trust.yaml');
    expect(all).toContain('noEscalation steps.more.late guidance/sound.yaml');
  });

  describe('of which something is malformed', () => {
    const SILENT = sound('more', { late: [] });
    const silent = (over: object = {}): object => soundChain({ steps: [...SOUND_STEPS, SILENT], ...over });
    const beside = 'noEscalation steps.more.late guidance/sound.yaml';

    it.each<[string, object]>([
      ['its id', { id: 7 }],
      ['its title', { title: '' }],
      ['a value', { values: { time: { is: 7, title: 'Time' } } }],
      ['a name that is not of the language', { colour: 'red' }],
      ['another chain', { chains: [silent(), soundChain({ id: 'odd', steps: 7 })] }],
      [
        'another chain, in a language of tomorrow',
        { chains: [silent(), { ...soundChain(), id: 'odd', language: 3 }] },
      ],
      ['a step', { chains: [silent({ steps: [...SOUND_STEPS, SILENT, sound('odd', { owner: 7 })] })] }],
      ['words of a fact', { chains: [silent({ facts: { so: { kind: 'yesNo' } } })] }],
      ['a change', { amendments: [{ language: 2, amends: 'sound', version: 'one' }] }],
    ])('says what else is wrong beside %s, and nothing that is not so', (_, over) => {
      const all = found(guidance(silent(), over)).filter((each) => !each.startsWith('malformed'));
      expect(all).toEqual([beside]);
    });

    it('calls nothing unknown, loose or unresolved that stands where a layer could not be read', () => {
      const odd = sound('odd', { when: 7 });
      const after = sound('more', { after: { done: 'odd' } });
      const opens = sound('open', { opens: { chain: 'odd', awaited: false } });
      const chains = [
        soundChain({ steps: [...SOUND_STEPS, odd, after, opens] }),
        soundChain({ id: 'odd', steps: 7 }),
      ];
      const change = { language: 2, version: 1, steps: [{ id: 'odd', late: [] }] };
      const amendments = [
        { ...change, amends: 'sound' },
        { ...change, amends: 'odd' },
      ];
      const trust = { ...(school({}).layer as object), layer: 'trust', amendments };
      const all = found(guidance(soundChain(), { chains }), { layer: trust });
      expect(all.filter((each) => !each.startsWith('malformed'))).toEqual([]);
      expect(all).toHaveLength(2);
    });

    it('says of a new step that is not whole only that, and what is wrong in others', () => {
      const more = { id: 'more', title: 'More', sentence: 'More.' };
      const all = found(guidance(silent()), school({ ...more, id: 'new' }));
      expect(all).toContain(beside);
      expect(all.filter((each) => each !== beside && !each.startsWith('unresolved steps.new'))).toEqual([]);
    });
  });

  it('says where a child case would begin with an answer that its chain does not know', () => {
    expect(found(guidance(opening({ so: 'maybe' })))).toEqual([
      'unknownAnswer steps.open.opens.facts.so guidance/sound.yaml',
    ]);
    expect(found(guidance(opening({ so: { fact: 'often' } })))[0]).toBe(
      'unknownAnswer steps.open.opens.facts.so guidance/sound.yaml',
    );
    const other = sound('open', { opens: { chain: 'elsewhere', awaited: false } });
    expect(found(guidance(soundChain({ steps: [...SOUND_STEPS, other] })))).toEqual([
      'undeclaredChild steps.open.opens.chain guidance/sound.yaml',
    ]);
  });
});

describe('a case that a step opens', () => {
  it('is of a chain that applies on every day on which this one does', () => {
    const opens = sound('open', { opens: { chain: 'later', awaited: false } });
    const both = (ours: object, theirs: object): string[] => {
      const [first, later] = [
        { ...soundChain(), ...ours },
        { ...soundChain({ id: 'later' }), ...theirs },
      ];
      const chains = [{ ...first, steps: [...SOUND_STEPS, opens] }, later];
      return found(guidance(soundChain(), { chains }));
    };
    const year = { inForce: { until: '2026-12-31' } };
    expect(both({}, year)).toEqual([expect.stringMatching(/^undeclaredChild steps.open.opens.chain /)]);
    expect(both({}, { inForce: { from: '2026-12-31' } })).toHaveLength(1);
    expect(both(year, year)).toEqual([]);
  });

  const UNASKED = expect.stringMatching(/^openedUnasked steps\.open\.opens/) as string;

  it('begins with an answer to what means danger there', () => {
    expect(found(guidance(opening(undefined)))).toEqual([UNASKED]);
    expect(found(guidance(opening({ so: 'yes' })))).toEqual([]);
    expect(found(guidance(opening({ so: { fact: 'so' } })))).toEqual([]);
  });

  it('begins as if nobody were in danger only where somebody was asked', () => {
    expect(found(guidance(opening({ so: 'no' })))).toEqual([UNASKED]);
    expect(found(guidance(opening({ so: 'no' }, { when: { fact: 'so', is: 'no' } })))).toEqual([]);
    expect(found(guidance(opening({ so: 'no' }, { when: { fact: 'so', is: ['yes', 'no'] } })))).toEqual([
      UNASKED,
    ]);
    expect(found(guidance(opening({ so: { fact: 'calm' }, calm: 'no' })))).toEqual([UNASKED]);
  });

  it('begins with an answer to what something goes by there', () => {
    const goesBy = sound('more', { when: { fact: 'calm', is: 'yes' } });
    expect(found(guidance(opening({ so: 'yes' }, {}, [goesBy])))).toEqual([UNASKED]);
    expect(found(guidance(opening({ so: 'yes', calm: 'no' }, {}, [goesBy])))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { aLayer, changing, refusals } from '../../test/layers.ts';
import { aChain, aStep } from '../../test/small-world.ts';

const WAIVER = {
  reasons: { gone: 'The child has gone', told: 'They know' },
  agreedBy: ['headteacher', 'ceo'],
};
const HAND_OVER = { answerWithin: { hours: 4 }, tell: ['headteacher', 'ceo'] };
const RING = aStep('ring', {
  title: 'Ring them',
  when: { fact: 'danger', is: 'yes' },
  clock: { within: { hours: 4 }, from: 'opening' },
  does: ['share'],
});
const guidance = (over: object): ReturnType<typeof aLayer> =>
  aLayer('guidance', {
    chains: [
      aChain([aStep('ask', { title: 'Ask' }), { ...RING, ...over }], {
        waiver: WAIVER,
        mistake: { agreedBy: ['headteacher', 'ceo'] },
        handOver: HAND_OVER,
      }),
    ],
  });
const FLOORED = guidance({ floors: ['clock'] });
const CALL = guidance({ path: 'danger' });

type Row = readonly [what: string, change: object, why: string | null];
const waiver = (over: object): object => ({ waiver: { ...WAIVER, ...over } });
const handOver = (over: object): object => ({ handOver: { ...HAND_OVER, ...over } });
const NOBODY_ELSE = 'nobody else may agree';
const LATER = 'nobody may hear later or not at all';

/** What a layer below says of the chain, and why it may not; null where it may. */
const ROWS: readonly Row[] = [
  ['lets fewer agree that it was a mistake', { mistake: { agreedBy: ['ceo'] } }, null],
  ['lets nobody agree that it was a mistake', { mistake: null }, null],
  [
    'lets others agree that it was a mistake',
    { mistake: { agreedBy: ['headteacher', 'ceo', 'dsl'] } },
    NOBODY_ELSE,
  ],
  ['lets nothing be waived', { waiver: null }, null],
  ['has fewer reasons to waive', waiver({ reasons: { gone: 'The child has gone' } }), null],
  ['lets fewer agree to a waiver', waiver({ agreedBy: ['ceo'] }), null],
  ['lets others agree to a waiver', waiver({ agreedBy: ['headteacher', 'ceo', 'dsl'] }), NOBODY_ELSE],
  [
    'has one more reason to waive',
    waiver({ reasons: { ...WAIVER.reasons, busy: 'No time' } }),
    'no other reason may count',
  ],
  [
    'calls a reason to waive something else',
    waiver({ reasons: { ...WAIVER.reasons, gone: 'No time' } }),
    'no other reason may count',
  ],
  [
    'waits less for a hand-over, and tells more',
    handOver({ answerWithin: { hours: 1 }, tell: ['headteacher', 'ceo', 'trustChair'] }),
    null,
  ],
  ['waits longer for a hand-over', handOver({ answerWithin: { hours: 48 } }), LATER],
  ['tells others of a hand-over', handOver({ tell: ['ceo', 'dsl'] }), LATER],
  ['tells nobody of a hand-over', { handOver: null }, LATER],
];

const below = (above: ReturnType<typeof aLayer>, change: object): string[] =>
  refusals(above, changing('trust', [], change));

describe('a chain that has a floor or a call', () => {
  it.each(ROWS.filter(([, , why]) => why === null))('may below be one that %s', (_what, change) => {
    expect([...below(FLOORED, change), ...below(CALL, change)]).toEqual([]);
  });

  it.each(ROWS.filter(([, , why]) => why !== null))('may below be none that %s', (_what, change, why) => {
    for (const above of [FLOORED, CALL]) {
      expect(below(above, change)).toEqual([
        expect.stringMatching(new RegExp(`^Larkfield Trust changes .* of “A chain”.*: ${why ?? ''}\\.$`)),
      ]);
    }
    expect(below(guidance({}), change)).toEqual([]);
  });
});

describe('a chain with a floor that does not say how a hand-over is answered', () => {
  const SILENT = aLayer('guidance', { chains: [aChain([{ ...RING, floors: ['clock'] }])] });

  it.each([
    [{ hours: 4 }, ['ceo', 'trustSafeguardingLead', 'headteacher'], null],
    [
      { hours: 100 },
      ['ceo', 'trustSafeguardingLead'],
      'after 100 hours, the chief executive and the trust safeguarding lead are told',
    ],
    [{ hours: 4 }, ['headteacher'], 'after 4 hours, the headteacher is told'],
  ])('has it answered within four hours or the leaders hear: %j %j', (answerWithin, tell, said) => {
    const refused = refusals(SILENT, changing('trust', [], { handOver: { answerWithin, tell } }));
    const built = 'after 4 hours, the trust safeguarding lead and the chief executive are told';
    const sentence = `Larkfield Trust changes “handOver” of “A chain”, where National guidance has a floor: “${built}” becomes “${said ?? ''}”: ${LATER}.`;
    expect(refused).toEqual(said === null ? [] : [sentence]);
  });
});

describe('a step of which something is a floor', () => {
  it('comes up in no fewer cases, though nobody called that a floor', () => {
    const step = { id: 'ring', when: { all: [{ fact: 'danger', is: 'yes' }, { done: 'ask' }] } };
    const [said] = refusals(FLOORED, changing('trust', [step]));
    expect(said).toMatch(/as a floor: whenever it comes up there it must come up here\.$/);
    expect(refusals(FLOORED, changing('trust', [{ id: 'ring', when: null }]))).toEqual([]);
    expect(refusals(guidance({}), changing('trust', [step]))).toEqual([]);
  });

  it('has nothing put before it where its time is one: no agreement, gate or hold', () => {
    const hold = { title: 'Wait', sentence: 'Wait.', until: { done: 'ask' }, forbids: ['share'] };
    const changes: readonly [readonly object[], object][] = [
      [[{ id: 'ring', approval: { by: ['ceo'] } }], {}],
      [[{ id: 'ask', gates: [{ step: 'ring' }] }], {}],
      [[], { holds: { wait: hold } }],
    ];
    for (const [steps, over] of changes) {
      expect(refusals(FLOORED, changing('trust', steps, over))).toEqual([
        expect.stringMatching(
          /“Ring them”, whose time is a floor of National guidance: nothing may move it later\.$/,
        ),
      ]);
      expect(refusals(guidance({ floors: ['owner'] }), changing('trust', steps, over))).toEqual([]);
    }
  });
});

describe('a call, and a step of which something is a floor', () => {
  it.each([{ title: 'Have a cup of tea' }, { sentence: 'Nothing to do here.' }])(
    'keeps its words: %j',
    (words) => {
      expect(refusals(CALL, changing('trust', [{ id: 'ring', ...words }]))).toEqual([
        expect.stringMatching(
          /^Larkfield Trust says “.*” in place of “.*”; it is on the danger path, so it keeps its words\.$/,
        ),
      ]);
      expect(refusals(FLOORED, changing('trust', [{ id: 'ring', ...words }]))).toEqual([
        expect.stringMatching(/; National guidance has it as a floor, so it keeps its words\.$/),
      ]);
      const free = guidance({ floors: [] });
      expect(refusals(free, changing('trust', [{ id: 'ring', ...words }]))).toEqual([]);
    },
  );
});

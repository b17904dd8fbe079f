import { describe, expect, it } from 'vitest';
import { aLayer, changing, refusals } from '../../test/layers.ts';
import { aChain, aStep } from '../../test/small-world.ts';

const OUTCOMES = { refer: { label: 'Refer' }, nothing: { label: 'Nothing more' } };
const DECIDE = aStep('decide', {
  title: 'Decide',
  outcomes: OUTCOMES,
  owner: ['dsl', 'headteacher'],
  clock: { within: { hours: 4 }, from: 'awareness' },
  late: [{ tell: ['headteacher'] }],
});
const RING = aStep('ring', {
  title: 'Ring social care',
  after: { outcome: 'decide', is: 'refer' },
  clock: { within: { hours: 1 }, from: 'after' },
  floors: ['clock'],
});
const ASK = aStep('ask', { title: 'Ask the head' });
const GUIDANCE = aLayer('guidance', { chains: [aChain([DECIDE, RING, ASK])] });
const trustSays = (steps: readonly object[], over: object = {}): string[] =>
  refusals(GUIDANCE, changing('trust', steps, over));

describe('a step for which one waits whose time is a floor', () => {
  const STANDS = 'before “Decide”, for which “Ring social care” waits: nothing may move it later.';

  it.each<[what: string, bar: string, steps: readonly object[], over?: object]>([
    ['an agreement', 'an agreement', [{ id: 'decide', approval: { by: ['headteacher'] } }]],
    ['a gate', 'the gate of “Ask the head”', [{ id: 'ask', gates: [{ step: 'decide' }] }]],
    [
      'a gate before the one outcome',
      'the gate of “Ask the head”',
      [{ id: 'ask', gates: [{ outcome: 'decide', is: 'refer' }] }],
    ],
    [
      'a hold',
      'the hold “Wait”',
      [{ id: 'decide', does: ['share'] }],
      { holds: { wait: { title: 'Wait', sentence: 'Wait.', until: { done: 'ask' }, forbids: ['share'] } } },
    ],
    ['a ban', 'a ban on whoever did “Ask the head”', [{ id: 'decide', otherThanDoerOf: ['ask'] }]],
    [
      'a paper that only another can give',
      '“The head’s leave”, which must be filled in,',
      [{ id: 'decide', evidence: [{ id: 'leave', kind: 'attachment', label: 'The head’s leave' }] }],
    ],
  ])('takes none from a layer below: %s', (_what, bar, steps, over = {}) => {
    expect(trustSays(steps, over)).toEqual([`Larkfield Trust puts ${bar} ${STANDS}`]);
  });

  it('may ask for more where it ends in a way that the layer itself adds', () => {
    const asked = (onlyFor: readonly string[]): string[] =>
      trustSays([
        {
          id: 'decide',
          outcomes: { ...OUTCOMES, adult: { label: 'It is about an adult' } },
          evidence: [{ id: 'who', kind: 'line', label: 'What they do here', onlyFor }],
        },
      ]);
    expect(asked(['adult'])).toEqual([]);
    expect(asked(['adult', 'refer'])).toEqual([
      `Larkfield Trust puts “What they do here”, which must be filled in, ${STANDS}`,
    ]);
  });

  it.each<[what: string, change: object, says: RegExp]>([
    ['owner', { owner: ['headteacher'] }, /for who does it of “Decide”; .*, since “Ring social care” waits/],
    [
      'late',
      { late: [] },
      /for what happens when it is late of “Decide”; .*, since “Ring social care” waits/,
    ],
    ['time', { clock: { within: { hours: 9 }, from: 'awareness' } }, /no more than 4 hours, as a floor\.$/],
    ['start', { clock: { within: { hours: 4 }, from: 'opening' } }, /counted from the same instant/],
    ['coming up', { after: { ended: 'ask' } }, /it may not wait for more\.$/],
    ['staying owed', { until: { done: 'ask' } }, /it may not become needless sooner\.$/],
    ['being owed', { optional: true }, /^Larkfield Trust makes “Decide” optional; “Ring social care” waits/],
    [
      'words',
      { title: 'Think' },
      /^Larkfield Trust says “Think” in place of “Decide”; “Ring social care” waits/,
    ],
    [
      'words of an outcome',
      { outcomes: { refer: { label: 'Nothing' }, nothing: { label: 'Nothing more' } } },
      /^Larkfield Trust says “Nothing” in place of “Refer”; “Ring social care” waits for it, so it keeps/,
    ],
  ])('keeps its %s', (_what, change, says) => {
    expect(trustSays([{ id: 'decide', ...change }])).toEqual([expect.stringMatching(says)]);
  });

  it('may be tightened, asked more if there is more, and given further outcomes', () => {
    const change = {
      id: 'decide',
      owner: ['dsl', 'deputyDsl', 'headteacher'],
      clock: { within: { hours: 2 }, from: 'awareness' },
      late: [{ tell: ['headteacher', 'ceo'] }],
      remind: [{ atShare: 0.5 }],
      evidence: [{ id: 'others', kind: 'note', label: 'Who else', required: false }],
      outcomes: { ...OUTCOMES, police: { label: 'Tell the police' } },
    };
    expect(trustSays([change])).toEqual([]);
  });

  it('binds what comes right before it, not all that came before that', () => {
    const chain = aChain([ASK, { ...DECIDE, after: { done: 'ask' } }, RING]);
    const guidance = aLayer('guidance', { chains: [chain] });
    const approval = { by: ['headteacher'] };
    expect(refusals(guidance, changing('trust', [{ id: 'ask', approval }]))).toEqual([]);
    expect(
      refusals(
        guidance,
        changing('trust', [{ id: 'ring', remind: [{ atShare: 0.5 }] }]),
        changing('school', [{ id: 'ask', approval }]),
      ),
    ).toEqual([]);
  });
});

describe('a call of any layer', () => {
  const CALL = aStep('call', {
    title: 'Call',
    path: 'danger',
    owner: ['dsl', 'headteacher'],
    clock: { within: { minutes: 30 }, from: 'awareness' },
    remind: [{ atShare: 0.5 }],
    unacknowledged: [{ after: { minutes: 10 }, handUp: true }],
    late: [{ tell: ['headteacher'] }],
    gates: [{ act: 'close' }],
  });
  const trust = aLayer('trust', { chains: [aChain([CALL, ASK])] });
  const schoolSays = (change: object): string[] =>
    refusals(trust, changing('school', [{ id: 'call', ...change }]));

  it.each<[what: string, change: object]>([
    ['who does it', { owner: ['headteacher'] }],
    ['by when', { clock: { within: { minutes: 30 }, from: 'opening' } }],
    ['when they are reminded', { remind: [] }],
    ['what happens if nobody says they have it in hand', { unacknowledged: [] }],
    ['what happens when it is late', { late: [{ after: { calendarDays: 20 }, tell: ['headteacher'] }] }],
    ['what waits for it', { gates: [] }],
  ])('has as a floor, for those below, %s', (what, change) => {
    expect(schoolSays(change)).toEqual([
      expect.stringMatching(
        new RegExp(`^Oakfield Primary says .* for ${what} of “Call”; Larkfield Trust says .*, as a floor: `),
      ),
    ]);
  });

  it('has its time as one, and what another layer tightens of it', () => {
    const clock = (minutes: number): object => ({ clock: { within: { minutes }, from: 'awareness' } });
    expect(schoolSays(clock(240))).toEqual([
      'Oakfield Primary says 240 minutes for “Call”; Larkfield Trust says no more than 30 minutes, as a floor.',
    ]);
    const guidance = aLayer('guidance', { chains: [aChain([CALL, ASK])] });
    const tighter = changing('trust', [{ id: 'call', ...clock(10), owner: ['dsl', 'senco', 'headteacher'] }]);
    const school = changing('school', [{ id: 'call', ...clock(20), owner: ['dsl', 'headteacher'] }]);
    expect(refusals(guidance, tighter)).toEqual([]);
    expect(refusals(guidance, tighter, school)).toEqual([
      expect.stringMatching(
        /for who does it of “Call”; Larkfield Trust says .*, as a floor: nobody may be left/,
      ),
      'Oakfield Primary says 20 minutes for “Call”; Larkfield Trust says no more than 10 minutes, as a floor.',
    ]);
  });

  it('ends in no further way', () => {
    expect(schoolSays({ outcomes: { ...OUTCOMES } })).toEqual([
      'Oakfield Primary lets “Call” end in “Refer”; a call ends as the layers above say, by being made.',
      'Oakfield Primary lets “Call” end in “Nothing more”; a call ends as the layers above say, by being made.',
    ]);
  });
});

describe('a step that opens a case', () => {
  const care = aStep('care', {
    title: 'See to the child',
    when: { fact: 'danger', is: 'no' },
    opens: { chain: 'child', at: 'opening', facts: { danger: 'no' } },
  });
  const guidance = aLayer('guidance', { chains: [aChain([care, ASK])] });
  const says = (change: object, over: object = {}): string[] =>
    refusals(guidance, changing('trust', [{ id: 'care', ...change }], over));

  it('opens it, whatever the layers below say, though nobody called it a floor', () => {
    expect(says({ opens: null })).toEqual([
      'Larkfield Trust says none for which other case it opens of “See to the child”; National guidance says one of “child” as it comes up, begun with “danger” answered “no”, as a floor: the case must be opened.',
    ]);
    expect(says({ optional: true })).toEqual([
      'Larkfield Trust makes “See to the child” optional; it opens a case of “child”.',
    ]);
    expect(refusals(guidance, changing('trust', [], { omit: ['care'] }))).toEqual([
      'Larkfield Trust leaves out “See to the child”; it opens a case of “child”.',
    ]);
    expect(says({ when: { all: [{ fact: 'danger', is: 'no' }, { subject: ['senco'] }] } })).toEqual([
      expect.stringMatching(/: whenever it comes up there it must come up here\.$/),
    ]);
  });

  it('may take longer, and be done by others', () => {
    expect(says({ owner: ['headteacher'], clock: { within: { workingDays: 3 }, from: 'opening' } })).toEqual(
      [],
    );
  });
});

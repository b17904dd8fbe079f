import { describe, expect, it } from 'vitest';
import { aLayer, changing, chainOf, refusals } from '../../test/layers.ts';
import { aChain, aStep } from '../../test/small-world.ts';

const HOLD = {
  title: 'Nobody digs',
  sentence: 'The Officer says when.',
  from: { done: 'ask' },
  until: { done: 'ring' },
  forbids: ['investigate', 'interview'],
  allows: ['makeSafe', 'basicEnquiries'],
  agreedBy: ['designatedOfficer'],
  release: { by: ['headteacher', 'ceo'], grantedBy: ['trustChair'] },
};

const CHAIN = aChain(
  [
    aStep('ask', { title: 'Ask' }),
    aStep('ring', { title: 'Ring the Officer', path: 'designatedOfficer', does: ['makeSafe'] }),
    aStep('dial', { title: 'Dial 999', path: 'danger', when: { fact: 'alone', is: 'yes' } }),
    aStep('look', { title: 'Look into it', does: ['investigate'] }),
    aStep('write', { title: 'Write it down', floors: ['owner'] }),
  ],
  {
    about: 'adult',
    facts: {
      alone: { kind: 'choice', question: 'Alone?', options: { yes: 'Yes', no: 'No' }, danger: ['yes'] },
    },
    holds: { 'nobody-digs': HOLD },
  },
);
const GUIDANCE = aLayer('guidance', { chains: [CHAIN] });

const trustSays = (steps: readonly object[], over: object = {}): string[] =>
  refusals(GUIDANCE, changing('trust', steps, over));

describe('the danger and Designated Officer paths', () => {
  it('take no agreement, gate or hold from a layer below', () => {
    const barred = 'which is on the Designated Officer path: nothing may stand there.';
    expect(trustSays([{ id: 'ring', approval: { by: ['headteacher'] } }])).toEqual([
      `Larkfield Trust puts an agreement before “Ring the Officer”, ${barred}`,
    ]);
    expect(trustSays([{ id: 'ask', gates: [{ step: 'ring' }] }])).toEqual([
      `Larkfield Trust puts the gate of “Ask” before “Ring the Officer”, ${barred}`,
    ]);
    expect(trustSays([{ id: 'ask', gates: [{ act: 'makeSafe' }] }])).toEqual([
      `Larkfield Trust puts the gate of “Ask” before “Ring the Officer”, ${barred}`,
    ]);
    const hold = { ...HOLD, title: 'Wait', forbids: ['makeSafe'], allows: [] };
    expect(trustSays([], { holds: { wait: hold } })).toEqual([
      `Larkfield Trust puts the hold “Wait” before “Ring the Officer”, ${barred}`,
    ]);
  });

  it('take none by way of an act that a hold forbids already', () => {
    expect(trustSays([{ id: 'ring', does: ['makeSafe', 'investigate'] }])).toEqual([
      'Larkfield Trust puts the hold “Nobody digs” before “Ring the Officer”, which is on the Designated Officer path: nothing may stand there.',
    ]);
  });

  it('take none with a step that is new, or newly on the path', () => {
    const step = aStep('call', { title: 'Call', path: 'danger', approval: { by: ['ceo'] } });
    const sentence =
      'Larkfield Trust puts an agreement before “Call”, which is on the danger path: nothing may stand there.';
    expect(trustSays([step])).toEqual([sentence]);
    expect(trustSays([{ id: 'look', path: 'danger' }])).toEqual([
      'Larkfield Trust puts the hold “Nobody digs” before “Look into it”, which is on the danger path: nothing may stand there.',
    ]);
  });

  it('lose no step, and none of theirs becomes optional or leaves them', () => {
    expect(trustSays([], { omit: ['dial'] })).toEqual([
      'Larkfield Trust leaves out “Dial 999”; it is on the danger path.',
    ]);
    expect(trustSays([{ id: 'dial', optional: true }])).toEqual([
      'Larkfield Trust makes “Dial 999” optional; it is on the danger path.',
    ]);
    for (const path of [null, 'designatedOfficer']) {
      expect(trustSays([{ id: 'dial', path }])).toEqual([
        'Larkfield Trust takes “Dial 999” off the danger path, on which a layer above has put it.',
      ]);
    }
  });

  it('come up as often and as early as above, and stay owed until the call is made', () => {
    const said = (now: string, above: string, why: string): string =>
      `Larkfield Trust says ${now} for when it comes up of “Dial 999”; National guidance says ${above}, as a floor: ${why}.`;
    const ABOVE = 'with the case, if the answer to “Alone?” is “Yes”';
    expect(trustSays([{ id: 'dial', until: { done: 'ask' } }])).toEqual([
      said(`${ABOVE}, until “Ask” is done`, ABOVE, 'it may not become needless sooner'),
    ]);
    expect(trustSays([{ id: 'dial', after: { done: 'ask' } }])).toEqual([
      said('once “Ask” is done, if the answer to “Alone?” is “Yes”', ABOVE, 'it may not wait for more'),
    ]);
    const both = { all: [{ fact: 'alone', is: 'yes' }, { done: 'ask' }] };
    expect(trustSays([{ id: 'dial', when: both }])[0]).toMatch(
      /whenever it comes up there it must come up here\.$/,
    );
    const wider = { any: [{ fact: 'alone', is: 'yes' }, { done: 'ask' }] };
    expect(trustSays([{ id: 'dial', when: wider }])).toEqual([]);
    expect(trustSays([{ id: 'dial', when: null }])).toEqual([]);
    expect(trustSays([{ id: 'look', until: { done: 'ask' } }])).toEqual([]);
  });

  it('apply on every day on which they did above', () => {
    const said = (days: string): string =>
      `Larkfield Trust says with the case, if the answer to “Alone?” is “Yes”, for cases opened ${days} for when it comes up of “Dial 999”; National guidance says with the case, if the answer to “Alone?” is “Yes”, as a floor: it may not apply on fewer days.`;
    expect(trustSays([{ id: 'dial', inForce: { from: '2099-01-01' } }])).toEqual([said('from 2099-01-01')]);
    expect(trustSays([{ id: 'dial', inForce: { from: '2020-01-01', until: '2020-01-02' } }])).toEqual([
      said('from 2020-01-01, for cases opened until 2020-01-02'),
    ]);
    expect(trustSays([{ id: 'look', inForce: { from: '2099-01-01' } }])).toEqual([]);
    const anew = aLayer('trust', { chains: [{ ...CHAIN, inForce: { until: '2020-01-01' } }] });
    expect(refusals(GUIDANCE, anew)).toEqual([
      'Larkfield Trust has “A chain” on fewer days than the layers above it, which have something of it as a floor or as a call.',
    ]);
  });

  it('may come into force sooner and stay longer than above', () => {
    const days = { from: '2027-01-01', until: '2027-12-31' };
    const guidance = aLayer('guidance', {
      chains: [aChain([aStep('ask'), aStep('dial', { path: 'danger', inForce: days })])],
    });
    const says = (inForce: object | null): string[] =>
      refusals(guidance, changing('trust', [{ id: 'dial', inForce }]));
    expect(says({ from: '2026-01-01', until: '2028-01-01' })).toEqual([]);
    expect(says(null)).toEqual([]);
    expect(says({ from: '2026-01-01', until: '2027-12-30' })).toHaveLength(1);
    expect(says({ from: '2027-01-02', until: '2027-12-31' })).toHaveLength(1);
  });

  it('say once what they say of a floor', () => {
    const marked = aChain([
      aStep('ask', { title: 'Ask' }),
      aStep('dial', { title: 'Dial 999', path: 'danger', floors: ['when'] }),
    ]);
    const guidance = aLayer('guidance', { chains: [marked] });
    expect(refusals(guidance, changing('trust', [{ id: 'dial', until: { done: 'ask' } }]))).toHaveLength(1);
  });

  it('are kept from nobody, whatever they did', () => {
    expect(trustSays([{ id: 'ring', otherThanDoerOf: ['ask'] }])).toEqual([
      'Larkfield Trust puts a ban on whoever did “Ask” before “Ring the Officer”, which is on the Designated Officer path: nothing may stand there.',
    ]);
    expect(trustSays([{ id: 'write', otherThanDoerOf: ['ask'] }])).toEqual([]);
  });

  it('keep the words of the question that brings them up, and of its answers', () => {
    const fact = { kind: 'choice', question: 'Alone?', options: { yes: 'Yes', no: 'No' }, danger: ['yes'] };
    const sentence = 'Larkfield Trust rewords “Alone?”, and an answer to it means danger.';
    for (const change of [{ question: 'All well?' }, { options: { yes: 'All is well', no: 'No' } }]) {
      expect(trustSays([], { facts: { alone: { ...fact, ...change } } })).toEqual([sentence]);
    }
  });

  it('keep the answers that mean danger, and ask for them as soon', () => {
    const fact = { kind: 'choice', question: 'Alone?', options: { yes: 'Yes', no: 'No' } };
    expect(trustSays([], { facts: { alone: fact } })).toEqual([
      'Larkfield Trust changes the answers to “Alone?”: after “Yes” the emergency numbers must come first.',
    ]);
    expect(trustSays([], { facts: { alone: { ...fact, danger: ['yes'], askedIn: 'ask' } } })).toEqual([
      'Larkfield Trust asks “Alone?” later, and an answer to it means danger.',
    ]);
    const more = { ...fact, options: { ...fact.options, unsure: 'Not sure' }, danger: ['yes', 'unsure'] };
    expect(trustSays([], { facts: { alone: more } })).toEqual([]);
  });

  it('leave every other step to agreements, gates and holds', () => {
    const approval = { by: ['headteacher'] };
    expect(
      trustSays([
        { id: 'write', approval },
        { id: 'look', gates: [{ step: 'write' }] },
      ]),
    ).toEqual([]);
  });
});

describe('a step of which something is a floor', () => {
  it('cannot be left out or made optional, and its layer is named', () => {
    expect(trustSays([], { omit: ['write'] })).toEqual([
      'Larkfield Trust leaves out “Write it down”; National guidance has it as a floor.',
    ]);
    expect(trustSays([{ id: 'write', optional: true }])).toEqual([
      'Larkfield Trust makes “Write it down” optional; National guidance has it as a floor.',
    ]);
    expect(trustSays([{ id: 'ask', optional: true }])).toEqual([
      'Larkfield Trust makes “Ask” optional; the hold “Nobody digs” goes by it.',
    ]);
    expect(trustSays([{ id: 'write', inForce: { from: '2099-01-01' } }])).toEqual([
      'Larkfield Trust says with the case, for cases opened from 2099-01-01 for when it comes up of “Write it down”; National guidance says with the case, as a floor: it may not apply on fewer days.',
    ]);
  });

  it('stays one where a layer writes the whole chain anew', () => {
    const anew = aLayer('trust', {
      chains: [{ ...CHAIN, steps: CHAIN.steps.filter(({ id }) => id !== 'write') }],
    });
    expect(refusals(GUIDANCE, anew)).toEqual([
      'Larkfield Trust leaves out “Write it down”; National guidance has it as a floor.',
    ]);
  });

  it('is one for those below the layer that says so, not for those above it', () => {
    const ladder = (owner: readonly string[], floors: readonly string[] = []): object => ({
      id: 'ask',
      owner,
      floors,
    });
    const authority = changing('authority', [ladder(['headteacher', 'ceo'])]);
    const trust = changing('trust', [ladder(['dsl', 'headteacher', 'ceo'], ['owner'])]);
    expect(refusals(GUIDANCE, authority, trust)).toEqual([]);
    expect(
      refusals(GUIDANCE, authority, trust, changing('school', [ladder(['headteacher', 'ceo'])])),
    ).toEqual([
      'Oakfield Primary says the headteacher and the chief executive for who does it of “Ask”; Larkfield Trust says the designated safeguarding lead, the headteacher and the chief executive, as a floor: nobody may be left out or change places.',
    ]);
  });
});

describe('a hold from above', () => {
  it.each<[what: string, change: object]>([
    ['forbids more', { forbids: [...HOLD.forbids, 'informSubject'] }],
    ['allows less', { allows: ['makeSafe'] }],
    ['begins sooner', { from: { any: [{ done: 'ask' }, { done: 'look' }] } }],
    ['lasts longer', { until: { all: [{ done: 'ring' }, { done: 'look' }] } }],
    ['needs another agency as well', { agreedBy: ['designatedOfficer', 'police'] }],
    ['can be released by fewer', { release: { by: ['ceo'], grantedBy: ['trustChair'] } }],
  ])('may become one that %s', (_, change) => {
    expect(trustSays([], { holds: { 'nobody-digs': { ...HOLD, ...change } } })).toEqual([]);
  });

  it.each<[what: string, change: object, why: string]>([
    ['forbids less', { forbids: ['interview'] }, 'it must forbid all that it forbade'],
    ['allows more', { allows: [...HOLD.allows, 'informOthers'] }, 'it may allow no more than it did'],
    [
      'forbids making safe',
      { allows: ['basicEnquiries'] },
      'what keeps a child or the evidence safe must stay allowed',
    ],
    ['begins later', { from: { all: [{ done: 'ask' }, { done: 'look' }] } }, 'it may not begin later'],
    ['is placed more seldom', { when: { fact: 'alone', is: 'yes' } }, 'it must be placed wherever it was'],
    ['ends sooner', { until: { any: [{ done: 'ring' }, { done: 'look' }] } }, 'it may not end sooner'],
    ['ends without an agency', { agreedBy: [] }, 'the same agencies must agree to its end'],
    [
      'is released by more',
      { release: { by: ['dsl'], grantedBy: ['trustChair'] } },
      'nobody else may release it',
    ],
  ])('never becomes one that %s', (_, change, why) => {
    expect(trustSays([], { holds: { 'nobody-digs': { ...HOLD, ...change } } })).toEqual([
      `Larkfield Trust weakens the hold “Nobody digs” of National guidance: ${why}.`,
    ]);
  });

  it('goes on holding the steps it held', () => {
    expect(trustSays([{ id: 'look', does: [] }])).toEqual([
      'Larkfield Trust no longer counts “Look into it” as investigating, which National guidance forbids under “Nobody digs”.',
    ]);
  });

  it('stands beside new ones', () => {
    const hold = { ...HOLD, title: 'Nobody tells', forbids: ['informSubject'] };
    const chain = chainOf(GUIDANCE, changing('trust', [], { holds: { 'nobody-tells': hold } }));
    expect(Object.keys(chain.holds)).toEqual(['nobody-digs', 'nobody-tells']);
  });
});

describe('whom a case is about', () => {
  it('is not for a layer below to change, since it decides who is kept from it', () => {
    expect(refusals(GUIDANCE, aLayer('trust', { chains: [{ ...CHAIN, about: 'child' }] }))).toEqual([
      'Larkfield Trust says that “A chain” is about a child; above it is about an adult, which decides who is kept from it.',
    ]);
  });
});

describe('a close of which a floor says whose act it must not follow', () => {
  const closing = aChain([
    aStep('decide', { title: 'Decide' }),
    aStep('review', { title: 'Review' }),
    aStep('agree', {
      title: 'Agree to close',
      otherThanDoerOf: ['decide', 'review'],
      closes: true,
      floors: ['otherThanDoerOf'],
    }),
  ]);
  const guidance = aLayer('guidance', { chains: [closing] });
  const shut = (over: object): object => aStep('shut', { title: 'Shut it', closes: true, ...over });
  const says = (...steps: readonly object[]): string[] => refusals(guidance, changing('trust', steps));

  it('cannot be gone round by another step that closes', () => {
    expect(says(shut({ otherThanDoerOf: ['review'] }))).toEqual([
      'Larkfield Trust lets “Shut it” close the case, even by whoever did “Decide”; National guidance keeps them from “Agree to close”, as a floor: nobody may agree to what they did.',
    ]);
    expect(says({ id: 'review', closes: true })[0]).toMatch(/^Larkfield Trust lets “Review” close the case/);
  });

  it('may have another beside it that is kept from the same people', () => {
    expect(says(shut({ otherThanDoerOf: ['review', 'decide'] }))).toEqual([]);
    expect(says(shut({ closes: undefined }))).toEqual([]);
  });
});

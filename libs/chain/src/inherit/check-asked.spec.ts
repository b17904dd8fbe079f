import { describe, expect, it } from 'vitest';
import { aLayer, changing, refusals } from '../../test/layers.ts';
import { aChain, aStep } from '../../test/small-world.ts';

const CRIME = { kind: 'yesNo', question: 'Is it a crime?' };
const HARM = { kind: 'yesNo', question: 'Was there harm?', askedIn: 'look' };
const ASKS = { id: 'harm', kind: 'fact', fact: 'harm', label: 'Harm?' };
const FIELDS = [
  { id: 'officer', kind: 'contact', with: 'designatedOfficer', as: 'referral', label: 'Whom you told' },
  { id: 'toldAt', kind: 'instant', label: 'When you spoke' },
  { id: 'more', kind: 'note', label: 'What else', required: false },
];
const CHAIN = aChain(
  [
    aStep('look', { title: 'Look', evidence: [ASKS] }),
    aStep('later', { title: 'Later', after: { done: 'look' } }),
    aStep('dial', { title: 'Dial 999', path: 'danger', when: { fact: 'crime', is: 'yes' } }),
    aStep('ring', {
      title: 'Ring the Officer',
      path: 'designatedOfficer',
      when: { fact: 'harm', is: 'yes' },
      evidence: FIELDS,
    }),
  ],
  { facts: { crime: CRIME, harm: HARM } },
);
const GUIDANCE = aLayer('guidance', { chains: [CHAIN] });
/** Not asked at the first look any more, but in the step after it. */
const LATER = [
  { id: 'look', evidence: [] },
  { id: 'later', evidence: [ASKS] },
];
const trustSays = (steps: readonly object[], over: object = {}): string[] =>
  refusals(GUIDANCE, changing('trust', steps, over));

describe('a question whose answer brings up a call', () => {
  const CALL = 'and “Ring the Officer”, on the Designated Officer path, comes up by the answer.';

  it('is asked no later than above', () => {
    const crime = { ...ASKS, id: 'crime', fact: 'crime', required: false };
    const asks = [{ id: 'look', evidence: [ASKS, crime] }];
    expect(trustSays(asks, { facts: { crime: { ...CRIME, askedIn: 'look' } } })).toEqual([
      'Larkfield Trust asks “Is it a crime?” later, and “Dial 999”, on the danger path, comes up by the answer.',
    ]);
    expect(trustSays(LATER, { facts: { harm: { ...HARM, askedIn: 'later' } } })).toEqual([
      `Larkfield Trust asks “Was there harm?” later, ${CALL}`,
    ]);
  });

  it('is asked as surely: the form that has it goes on asking for it', () => {
    const lets = `Larkfield Trust lets “Look” be done without an answer to “Was there harm?”, ${CALL}`;
    const evidence = [{ ...ASKS, required: false }];
    expect(trustSays([{ id: 'look', evidence }])).toEqual([lets]);
    const outcomes = { yes: { label: 'Yes' }, no: { label: 'No' } };
    expect(trustSays([{ id: 'look', outcomes, evidence: [{ ...ASKS, onlyFor: ['yes'] }] }])).toEqual([lets]);
  });

  it('is asked in a step that comes up as soon, and must be done', () => {
    expect(trustSays([{ id: 'look', optional: true }])).toEqual([
      'Larkfield Trust makes “Look” optional; “Ring the Officer” waits for it.',
    ]);
    const puts =
      /^Larkfield Trust says .* for when it comes up of “Look”; National guidance says with the case, as a floor, since “Ring the Officer” waits for it: /;
    for (const change of [
      { when: { fact: 'crime', is: 'yes' } },
      { inForce: { from: '2099-01-01' } },
      { after: { done: 'later' } },
    ]) {
      expect(trustSays([{ id: 'look', ...change }])).toEqual([expect.stringMatching(puts)]);
    }
  });

  it('keeps its words, its answers and its hint, also in the form that asks', () => {
    const rewords = `Larkfield Trust rewords “Was there harm?”, ${CALL}`;
    expect(trustSays([], { facts: { harm: { ...HARM, question: 'Is all well?' } } })).toEqual([rewords]);
    expect(
      trustSays([], { facts: { harm: { ...HARM, kind: 'choice', options: { yes: 'Yes' } } } }),
    ).toContain(rewords);
    expect(trustSays([{ id: 'look', evidence: [{ ...ASKS, label: 'Is all well?' }] }])).toContain(rewords);
    const hinted = aLayer('guidance', {
      chains: [{ ...CHAIN, facts: { harm: HARM, crime: { ...CRIME, hint: 'Ring 999 first.' } } }],
    });
    expect(refusals(hinted, changing('trust', [], { facts: { crime: CRIME } }))).toEqual([
      'Larkfield Trust rewords the hint to “Is it a crime?”, and “Dial 999”, on the danger path, comes up by the answer.',
    ]);
  });

  it('may be asked sooner, or with more beside it', () => {
    expect(trustSays(LATER.slice(0, 1), { facts: { harm: { ...HARM, askedIn: undefined } } })).toEqual([]);
    expect(
      trustSays([
        { id: 'look', evidence: [{ id: 'why', kind: 'note', label: 'Why', required: false }, ASKS] },
      ]),
    ).toEqual([]);
  });

  it('may be asked later once no call comes up by it', () => {
    const freed = [...LATER, { id: 'ring', when: null }];
    expect(trustSays(freed, { facts: { harm: { ...HARM, askedIn: 'later' } } })).toEqual([]);
    expect(trustSays([{ id: 'later', title: 'Look around' }])).toEqual([]);
  });
});

describe('a question by whose answer something else comes up that is kept', () => {
  const facts = { removed: { ...HARM, question: 'Were they removed?' }, risky: CRIME };
  const asks = { ...ASKS, fact: 'removed', label: 'Were they removed?' };
  const layers = aLayer('guidance', {
    chains: [
      aChain(
        [
          aStep('look', {
            title: 'Look',
            evidence: [asks],
            outcomes: { yes: { label: 'Yes' }, no: { label: 'No' } },
          }),
          aStep('tell', { title: 'Tell', when: { fact: 'removed', is: 'yes' }, floors: ['clock'] }),
        ],
        {
          facts: { removed: { ...facts.removed, askedIn: 'look' }, risky: CRIME },
          events: { agreed: { title: 'The police agree' } },
          holds: {
            hush: {
              title: 'Nobody is told',
              sentence: 'Not yet.',
              when: { fact: 'risky', is: 'yes' },
              until: { any: [{ outcome: 'look', is: 'no' }, { event: 'agreed' }] },
              forbids: ['informFamily'],
            },
          },
        },
      ),
    ],
  });
  const says = (steps: readonly object[], over: object = {}): string[] =>
    refusals(layers, changing('trust', steps, over));

  it('as that of a step of which anything is a floor', () => {
    const CLOCKED = 'and “Tell”, of which something is a floor, comes up by the answer.';
    expect(says([{ id: 'look', evidence: [{ ...asks, onlyFor: ['no'] }] }])).toContain(
      `Larkfield Trust lets “Look” be done without an answer to “Were they removed?”, ${CLOCKED}`,
    );
    const reworded = { ...facts.removed, askedIn: 'look', question: 'Is all well?' };
    expect(says([], { facts: { removed: reworded } })).toEqual([
      `Larkfield Trust rewords “Were they removed?”, ${CLOCKED}`,
    ]);
  });

  it('as that of a hold, with the words of the hold and of what ends it', () => {
    expect(says([], { facts: { risky: { ...CRIME, question: 'Is all well?' } } })).toEqual([
      'Larkfield Trust rewords “Is it a crime?”, and the hold “Nobody is told” begins by the answer.',
    ]);
    const { hush } = layers.chains[0]?.holds ?? {};
    expect(says([], { holds: { hush: { ...hush, title: 'Tell everybody' } } })).toEqual([
      'Larkfield Trust weakens the hold “Nobody is told” of National guidance: it keeps its words.',
    ]);
    expect(says([], { events: { agreed: { title: 'It rained' } } })).toEqual([
      'Larkfield Trust says “It rained” in place of “The police agree”; the hold “Nobody is told” goes by it, so it keeps its words.',
    ]);
    const ends = { yes: { label: 'Yes' }, no: { label: 'Not yet' } };
    expect(says([{ id: 'look', outcomes: ends }])).toEqual([
      'Larkfield Trust says “Not yet” in place of “No”; “Tell” waits for it, so it keeps its words.',
    ]);
  });

  it('as the name of the whole', () => {
    expect(says([], { title: 'Lost property' })).toEqual([
      expect.stringMatching(/^Larkfield Trust calls “.*” “Lost property”; .* so it keeps its name\.$/),
    ]);
  });
});

describe('000.31 what a call writes down', () => {
  const says = (evidence: readonly object[]): string[] => trustSays([{ id: 'ring', evidence }]);
  it.each([
    ['nobody need say who was told', FIELDS.slice(1)],
    ['nobody need say when', FIELDS.slice(0, 1)],
    ['they say it if they like', FIELDS.map((field) => ({ ...field, required: false }))],
    ['advice is enough', FIELDS.map((field) => ('as' in field ? { ...field, as: 'advice' } : field))],
  ])('is not taken off its form, so that %s', (_what, evidence) => {
    expect(says(evidence)[0]).toMatch(
      /^Larkfield Trust says .* for what is written down of “Ring the Officer”; National guidance says .*, as a floor: nothing asked for may be left out, made optional or made easier to answer\.$/,
    );
  });

  it('may grow by what need not be filled in', () => {
    expect(says([...FIELDS, { id: 'how', kind: 'line', label: 'How', required: false }])).toEqual([]);
  });

  it('never grows by what must be, and keeps its words: that would be an agreement by another name', () => {
    const puts = (label: string): string =>
      `Larkfield Trust puts “${label}”, which must be filled in, before “Ring the Officer”, which is on the Designated Officer path: nothing may stand there.`;
    expect(says([...FIELDS, { id: 'leave', kind: 'attachment', label: 'The head’s leave' }])).toEqual([
      puts('The head’s leave'),
    ]);
    expect(says(FIELDS.map((field) => (field.id === 'more' ? { ...field, required: true } : field)))).toEqual(
      [puts('What else')],
    );
    expect(
      says(
        FIELDS.map((field) => (field.id === 'toldAt' ? { ...field, label: 'Signed by the head' } : field)),
      ),
    ).toEqual([puts('Signed by the head')]);
  });
});

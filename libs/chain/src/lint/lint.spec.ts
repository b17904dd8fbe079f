import { describe, expect, it } from 'vitest';
import { lint } from './lint.ts';
import { findings, sound, soundChain, withSteps } from '../../test/to-lint.ts';

describe('the linter', () => {
  it('has nothing to say about a sound chain', () => {
    expect(lint({ json: soundChain() })).toEqual([]);
  });

  it('says everything at once, with the file, the chain, a path and a sentence', () => {
    const json = withSteps([
      { id: 'decide', late: [] },
      { id: 'ring', owner: ['headteacher', 'dsl'] },
    ]);
    expect(lint({ json, file: 'mine.yaml' })).toEqual([
      {
        code: 'ladderInLine',
        severity: 'mistake',
        chain: 'sound',
        file: 'mine.yaml',
        path: 'steps.1.owner',
        sentence:
          'The ladder of "Step ring" has only people who answer to the subject where it is about the headteacher.',
      },
      {
        code: 'noEscalation',
        severity: 'mistake',
        chain: 'sound',
        file: 'mine.yaml',
        path: 'steps.0.late',
        sentence: 'Nobody hears when "Step decide" is late.',
      },
    ]);
  });

  it('says what is wrong beside what is malformed in another step', () => {
    const wrong = { id: 'ring', late: [], owner: ['headteacher', 'dsl'] };
    const beside = ['ladderInLine steps.1.owner', 'noEscalation steps.1.late'];
    for (const bad of [{ remind: [{ at: '50%' }] }, { title: '' }, { colour: 'red' }, { owner: 'dsl' }]) {
      const [malformed, ...others] = findings(withSteps([{ id: 'decide', ...bad }, wrong]));
      expect(malformed).toMatch(/^malformed steps\.0/);
      expect(others).toEqual(beside);
    }
  });

  const WRONG = {
    id: 'ring',
    late: [],
    owner: ['headteacher', 'dsl'],
    when: {
      any: [
        { fact: 'so', is: 'yes' },
        { fact: 'soo', is: 'yes' },
      ],
    },
  };
  const BESIDE = [
    'unknownName steps.1.when.any.1',
    'ladderInLine steps.1.owner',
    'noEscalation steps.1.late',
  ];
  const FACTS = { so: { kind: 'yesNo', question: 'Is it so?' } };
  const HOLDS = {
    wait: { title: 'Wait', sentence: 'Wait.', until: { ended: 'decide' }, forbids: ['close'] },
  };

  it.each<[string, object]>([
    ['a fact', { facts: { ...FACTS, odd: { kind: 'oddity', question: 'Is it odd?' } } }],
    ['words of a fact', { facts: { so: { kind: 'yesNo' } } }],
    ['a hold', { holds: { ...HOLDS, odd: 7 } }],
    ['words of a hold', { holds: { wait: { ...HOLDS.wait, sentence: 7 } } }],
    ['an event', { events: { odd: { dated: 'yes' } } }],
    ['a stage', { stages: [{ id: 'First', title: 'First' }] }],
    ['a target', { targets: [7] }],
    ['a rule', { rules: [0.13] }],
    ['the waiver', { waiver: { reasons: [] } }],
    ['its title', { title: 7 }],
    ['its id', { id: 'A B' }],
    ['its version', { version: 'one' }],
    ['a name that is not of the language', { colour: 'red' }],
  ])('says what is wrong beside what is malformed in %s', (_, over) => {
    const found = findings(withSteps([WRONG], { facts: FACTS, ...over }));
    expect(found[0]).toMatch(/^malformed /);
    expect(found).toEqual(expect.arrayContaining(BESIDE));
    const isOfForm = /^malformed (?!steps)/;
    const without = findings(withSteps([WRONG], { facts: FACTS }));
    expect(found.filter((each) => !isOfForm.test(each) && !without.includes(each))).toEqual([]);
  });

  it('calls nothing unknown that is there and could not be read', () => {
    const when = { all: [{ fact: 'odd', is: 'yes' }, { hold: 'pause', is: 'placed' }, { event: 'came' }] };
    const json = withSteps([{ id: 'ring', when }], {
      facts: { odd: { kind: 'oddity' } },
      holds: { pause: {} },
      events: { came: 7 },
    });
    expect(findings(json).filter((each) => !each.startsWith('malformed'))).toEqual([]);
  });

  it('says of a chain in a language of tomorrow nothing but that', () => {
    expect(findings({ ...withSteps([WRONG, { id: 'close', owner: 7 }]), language: 3 })).toEqual([
      'malformed language',
    ]);
  });

  it.each([[null], [undefined], [7], ['words'], [[]], [{}], [{ layer: 1 }], [{ amends: {} }]])(
    'reads %j without an exception, and calls it malformed',
    (json) => {
      expect(new Set(lint({ json }).map(({ code }) => code))).toEqual(new Set(['malformed']));
    },
  );

  it('reads a change to a chain, of which it asks only that it is well formed', () => {
    expect(findings({ language: 2, amends: 'sound', version: 1, steps: [{ id: 'decide' }] })).toEqual([]);
    expect(findings({ language: 2, amends: 'sound', version: 1, step: [] })).toEqual(['malformed ']);
  });

  it('answers about the longest chain, in whichever order it is written', () => {
    const steps = Array.from({ length: 498 }, (_, index) =>
      sound(`s${index}`, index === 0 ? {} : { after: { done: `s${index - 1}` } }),
    );
    const closing = sound('close', { otherThanDoerOf: ['s497'], after: { done: 's497' }, closes: true });
    const json = soundChain({ waiver: undefined, steps: [closing, ...steps.reverse()] });
    expect(findings(json)).toEqual([]);
  });
});

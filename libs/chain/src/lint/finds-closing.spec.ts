import { describe, expect, it } from 'vitest';
import { findings, sound, SOUND_STEPS, soundChain, withSteps } from '../../test/to-lint.ts';
import { lint } from './lint.ts';

const alone = (json: unknown): string[] =>
  findings(json).filter((finding) => finding.startsWith('closedAlone'));
const AT = ['closedAlone steps.2.otherThanDoerOf'];

describe('000.24 a case', () => {
  it.each<[string, object]>([
    ['anybody, also whoever did all of it', { otherThanDoerOf: [] }],
    ['whoever took the decision that leads to its close', { otherThanDoerOf: ['ring'] }],
    [
      'one person, while a question says that nobody need agree',
      {
        otherThanDoerOf: [],
        approval: { by: ['trustChair', 'ceo'], unless: { subject: 'headteacher' } },
      },
    ],
  ])('is not closed by %s', (_who, over) => {
    expect(alone(withSteps([{ id: 'close', ...over }]))).toEqual(AT);
  });

  it('is not closed by a step kept only from whoever did what need not be done', () => {
    const extra = sound('extra', { optional: true, clock: undefined, late: [] });
    const close = { id: 'close', when: undefined, otherThanDoerOf: ['extra'] };
    expect(alone(withSteps([close, extra]))).toEqual(AT);
    expect(alone(withSteps([{ ...close, otherThanDoerOf: ['extra', 'decide'] }, extra]))).toEqual([]);
  });

  it('is not closed by a step kept only from whoever did what may never come up', () => {
    const close = { id: 'close', when: undefined, otherThanDoerOf: ['ring'] };
    expect(alone(withSteps([close]))).toEqual(AT);
    expect(alone(withSteps([{ ...close, after: { done: 'ring' } }]))).toEqual([]);
  });

  it('is not closed by whoever answered in a form that it may be', () => {
    const facts = { over: { kind: 'yesNo', question: 'Is it over?', askedIn: 'weigh' } };
    const weigh = sound('weigh', {
      evidence: [{ id: 'over', kind: 'fact', fact: 'over', label: 'Is it over?' }],
    });
    const close = { id: 'close', when: { fact: 'over', is: 'yes' } };
    expect(alone(withSteps([close, weigh], { facts }))).toEqual(AT);
    const named = { ...close, otherThanDoerOf: ['decide', 'ring', 'weigh'] };
    expect(alone(withSteps([named, weigh], { facts }))).toEqual([]);
  });

  it('is not closed by whoever alone decides that it is', () => {
    const decide = {
      id: 'close',
      after: { done: 'decide' },
      when: undefined,
      otherThanDoerOf: ['decide'],
      outcomes: { refer: { label: 'Refer' }, nothing: { label: 'Nothing' } },
      closes: { outcome: ['nothing'] },
    };
    const ring = { id: 'ring', after: { outcome: 'close', is: 'refer' } };
    const end = sound('end', { after: { done: 'ring' }, otherThanDoerOf: ['ring', 'close'], closes: true });
    const thanked = (over: object): string[] =>
      alone(withSteps([{ id: 'decide', ...over }, ring, decide, end]));
    expect(thanked({ outcomes: undefined })).toEqual(AT);
    // What nothing hangs on decides nothing.
    expect(thanked({})).toEqual(AT);
    const mend = sound('mend', { after: { outcome: 'decide', is: 'ring' } });
    expect(alone(withSteps([ring, decide, end, mend]))).toEqual([]);
    const approval = { by: ['trustChair', 'ceo', 'viceChair'] };
    expect(alone(withSteps([ring, { ...decide, approval }, end]))).toEqual([]);
    // Whoever sends work back and is asked again decides nothing: it is a second look.
    const look = { ...decide, after: { any: [{ done: 'decide' }, { done: 'ring' }] }, eachTime: true };
    expect(alone(withSteps([ring, look]))).toEqual([]);
  });

  it('is closed by one person whom another must agree with', () => {
    const approval = { by: ['trustChair', 'ceo', 'viceChair'] };
    expect(alone(withSteps([{ id: 'close', otherThanDoerOf: [], approval }]))).toEqual([]);
  });

  it('about information is closed by whoever answered it', () => {
    const json = withSteps([{ id: 'close', otherThanDoerOf: [] }], { about: 'information' });
    expect(alone(json)).toEqual([]);
  });

  it('in which the risk of harm is decided does not end with whoever does the last duty', () => {
    const [decide] = SOUND_STEPS;
    const open = (over: object) =>
      alone(soundChain({ steps: [{ ...decide, outcomes: undefined, ...over }] }));
    expect(open({ rules: ['000.24'] })).toEqual(['closedAlone steps.0']);
    expect(open({ outcomes: { more: { label: 'More' } } })).toEqual(['closedAlone steps.0']);
    expect(open({})).toEqual([]);
  });

  it('is said to be closed alone in a sentence that names the steps', () => {
    const json = withSteps([{ id: 'close', otherThanDoerOf: [] }]);
    expect(lint({ json }).map(({ sentence }) => sentence)).toEqual([
      '"Step close" closes the case, even by whoever did “Step decide”: name in otherThanDoerOf the steps whose doer may not agree to it alone, one of which always comes before it.',
    ]);
  });
});

describe('a closing step that somebody may say no to', () => {
  const AGAIN = { every: { workingDays: 5 }, until: { outcome: 'close', is: 'agreed' } };
  const close = {
    id: 'close',
    outcomes: { agreed: { label: 'I agree' }, 'not-yet': { label: 'Not yet' } },
    closes: { outcome: ['agreed'] },
    repeat: AGAIN,
  };

  it('is asked again until they agree: the round that closes the case ends the repeat', () => {
    expect(findings(withSteps([close]))).toEqual([]);
  });

  it('ends with the case whatever else comes up again until they agree', () => {
    const mend = sound('mend', { after: { outcome: 'close', is: 'not-yet' }, repeat: AGAIN });
    expect(findings(withSteps([close, mend]))).toEqual([]);
  });

  it('goes on for ever where what ends it is not what closes the case', () => {
    const repeat = { ...AGAIN, until: { step: 'decide', is: 'open' } };
    expect(findings(withSteps([{ ...close, repeat }]))).toContain('endlessRepeat steps.2.repeat.until');
  });
});

describe('a case that no step closes', () => {
  const look = sound('look');

  it('waits for nothing of which nobody would hear', () => {
    const holds = {
      police: { title: 'Police', sentence: 'Wait.', until: { done: 'look' }, forbids: ['close'] },
    };
    const may = sound('may', { optional: true, clock: undefined, late: [], gates: [{ act: 'close' }] });
    expect(findings(soundChain({ steps: [look], holds }))).toEqual(['closeMayWait holds.police.forbids']);
    expect(findings(soundChain({ steps: [look, may] }))).toEqual(['closeMayWait steps.1.gates']);
    const police = { ...holds.police, allows: ['close'] };
    expect(findings(soundChain({ steps: [look], holds: { police } }))).toEqual([]);
  });
});

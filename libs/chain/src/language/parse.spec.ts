import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aStep, REFERRAL } from '../../test/small-world.ts';
import { canonicalJson } from './canonical-json.ts';
import { parseAuthorities, parseChain } from './parse.ts';
import { questions, requiredEvidence } from './questions.ts';

function draft(steps: readonly object[], over: object = {}): object {
  return {
    language: 1,
    id: 'draft',
    version: 1,
    title: 'Draft',
    sentence: 'A draft.',
    about: 'child',
    facts: { danger: { question: 'Is there danger?', options: { yes: 'Yes', no: 'No' } } },
    steps,
    ...over,
  };
}

function mistakes(value: unknown): string[] {
  const read = parseChain(value);
  return read.ok ? [] : read.mistakes.map(({ path, sentence }) => `${path}: ${sentence}`);
}

describe('a chain', () => {
  it('that is sound is read, with what it leaves out filled in', () => {
    const read = parseChain(draft([aStep('a')]));
    expect(read).toMatchObject({
      ok: true,
      chain: { steps: [{ remind: [], late: [], evidence: [], rules: [] }] },
    });
  });

  it('comes back the same from JSON', () => {
    expect(parseChain(JSON.parse(JSON.stringify(REFERRAL)))).toEqual({ ok: true, chain: REFERRAL });
  });

  it('with several mistakes in its form hears of all of them at once', () => {
    const step = {
      ...aStep('A Step', { owner: [], clock: { within: { weeks: 1 }, from: 'yesterday' } }),
      colour: 'red',
    };
    expect(mistakes(draft([step], { about: 'dog', title: '' }))).toEqual([
      'title: This may not be empty.',
      'about: This must be one of "child", "adult", "institution" or "information".',
      'steps.0.id: Use lower-case words joined by hyphens.',
      'steps.0.owner: There must be at least 1 here.',
      'steps.0.clock.within: A length is one of minutes, hours, workingDays, schoolDays, calendarDays or months, with a whole number above zero and no more than ten years. Or { beforeNext: schoolDay }, or { sooner: [one, another] }.',
      'steps.0.clock.from: A clock runs from "awareness", from "opening", from "after", or from a moment such as { done: step }.',
      'steps.0: The language has no "colour" here.',
    ]);
  });

  it('counts no time from what came before a step that comes after nothing', () => {
    const late = aStep('b', { when: { done: 'a' }, clock: { within: { minutes: 30 }, from: 'after' } });
    expect(mistakes(draft([aStep('a'), late]))).toEqual([
      'steps.1.clock.from: "b" comes after nothing: say "opening", or the moment, as { done: step }, or give it an "after".',
    ]);
  });

  it('with several names that lead nowhere hears of all of them at once', () => {
    const when = {
      all: [
        { fact: 'weather', is: 'wet' },
        { not: { any: [{ fact: 'danger', is: 'maybe' }, { done: 'b' }] } },
      ],
    };
    const steps = [
      aStep('a', { outcomes: { good: { label: 'Good' } } }),
      aStep('c', { when, otherThanDoerOf: ['c', 'd'], clock: { within: { hours: 1 }, from: { done: 'e' } } }),
      aStep('f', { when: { outcome: 'a', is: 'bad' } }),
    ];
    expect(mistakes(draft(steps))).toEqual([
      'steps.1.when.all.0: There is no fact "weather".',
      'steps.1.when.all.1.not.any.0: "danger" has no answer "maybe".',
      'steps.1.when.all.1.not.any.1: There is no step "b".',
      'steps.1.clock.from: There is no step "e".',
      'steps.1.otherThanDoerOf.0: "c" names itself.',
      'steps.1.otherThanDoerOf.1: There is no step "d".',
      'steps.2.when: "a" has no outcome "bad".',
    ]);
  });

  it('with names used twice hears of each', () => {
    const field = { id: 'note', kind: 'note', label: 'Note' };
    expect(
      mistakes(draft([aStep('a', { owner: ['dsl', 'dsl'], evidence: [field, field] }), aStep('a')])),
    ).toEqual([
      'steps.0.owner: The ladder names dsl twice.',
      'steps.0.evidence: Two fields are called "note".',
      'steps: Two steps are called "a".',
    ]);
  });

  it('with a ring of steps that wait for each other hears of every one', () => {
    const steps = [aStep('a'), aStep('b', { when: { done: 'c' } }), aStep('c', { when: { done: 'b' } })];
    expect(mistakes(draft(steps))).toEqual([
      'steps.1.when: "b" can never open: what it waits for cannot happen first.',
      'steps.2.when: "c" can never open: what it waits for cannot happen first.',
    ]);
  });

  it('that opens nothing hears that nobody would have anything to do', () => {
    expect(mistakes(draft([aStep('a', { when: { done: 'a' } })]))).toContain(
      'steps: No step opens when the case opens, so nobody would have anything to do.',
    );
  });

  it('with a loop that has a way in is sound', () => {
    const ring = aStep('b', { when: { any: [{ done: 'a' }, { done: 'c' }] } });
    expect(mistakes(draft([aStep('a'), ring, aStep('c', { when: { done: 'b' } })]))).toEqual([]);
  });

  it('hears of reminders that come before their clock, and of reminders and rungs without one', () => {
    const clock = { within: { hours: 4 }, from: 'awareness' };
    const steps = [
      aStep('a', { clock, remind: [{ before: { minutes: 240 } }, { before: { minutes: 239 } }] }),
      aStep('b', { remind: [{ atShare: 0.5 }], late: [{ tell: ['ceo'] }] }),
    ];
    expect(mistakes(draft(steps))).toEqual([
      'steps.0.remind.0: This reminder would come before its clock starts.',
      'steps.1.remind: "b" has no clock, so nothing here can happen.',
      'steps.1.late: "b" has no clock, so nothing here can happen.',
    ]);
  });

  it('hears of questions and choices that leave nothing to choose', () => {
    const choice = { id: 'how', kind: 'choice', label: 'How', options: {} };
    const facts = { only: { question: 'Only one?', options: { yes: 'Yes' } } };
    expect(mistakes(draft([aStep('a', { evidence: [choice], outcomes: {} })], { facts }))).toEqual([
      'facts.only.options: A question needs at least two answers to choose from.',
      'steps.0.outcomes: Name at least one outcome, or leave "outcomes" out.',
      'steps.0.evidence.0.options: A choice needs something to choose from.',
    ]);
  });

  it('hears of what could never be done, for want of a reason', () => {
    const by = ['headteacher', 'ceo'];
    const mayPause = { reasons: {}, by, agreedBy: by };
    const steps = [
      aStep('a', { approval: { by, emergency: { reasons: {}, countersign: 'b' } } }),
      aStep('b', { clock: { within: { hours: 1 }, from: 'opening', mayPause } }),
    ];
    expect(mistakes(draft(steps, { waiver: { reasons: {}, agreedBy: by } }))).toEqual([
      'waiver.reasons: Name at least one reason, or leave "waiver" out.',
      'steps.0.approval.emergency.reasons: Name at least one reason, or leave "emergency" out.',
      'steps.1.clock.mayPause.reasons: Name at least one reason, or leave "mayPause" out.',
    ]);
  });
});

describe('a dangerous answer', () => {
  it('is one of the answers there are', () => {
    const facts = {
      alone: { question: 'Alone?', options: { yes: 'Yes', no: 'No' }, danger: ['yes', 'maybe'] },
    };
    expect(mistakes(draft([aStep('a')], { facts }))).toEqual([
      'facts.alone.danger.1: There is no answer "maybe".',
    ]);
  });
});

describe('reading', () => {
  it('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.anything(), (value) => parseChain(value).ok === false));
    fc.assert(fc.property(fc.anything(), (value) => [true, false].includes(parseAuthorities(value).ok)));
  });

  it('refuses what is nested without end, as aliases in a file can be', () => {
    const ring: { all: unknown[] } = { all: [] };
    ring.all.push(ring);
    expect(mistakes(draft([aStep('a', { when: ring })]))[0]).toMatch(/This stands within itself/);
    const deep = JSON.parse('{"not":'.repeat(100_000) + '{"done":"a"}' + '}'.repeat(100_000)) as unknown;
    expect(mistakes(draft([aStep('a', { when: deep })]))[0]).toMatch(/nested deeper/);
  });

  it("refuses names that reach into JavaScript's objects", () => {
    const value = JSON.parse('{"__proto__": {"language": 1}}') as unknown;
    expect(mistakes(value)).toEqual([': "__proto__" may not be used as a name.']);
  });

  it('refuses ten thousand steps and a flood of values in bounded time', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => aStep(`s${index}`));
    expect(mistakes(draft(many))).toEqual(['steps: This may be at most 500.']);
    expect(mistakes({ flood: Array.from({ length: 300_000 }, () => 1) })).toEqual([
      ': A chain holds at most 200000 values.',
    ]);
  });
});

describe('canonical JSON', () => {
  it('is the same for the same values in another order', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
  });

  it('keeps every value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('a form', () => {
  it('asks the questions of a chain in its order', () => {
    expect(questions(REFERRAL)).toEqual([
      {
        fact: 'danger',
        question: 'Is there danger?',
        hint: null,
        options: [
          { code: 'yes', label: 'Yes', danger: false },
          { code: 'no', label: 'No', danger: false },
        ],
      },
    ]);
  });

  it('knows after which answers the emergency numbers come first', () => {
    const facts = { alone: { question: 'Alone?', options: { yes: 'Yes', no: 'No' }, danger: ['yes'] } };
    const read = parseChain(draft([aStep('a')], { facts }));
    const [asked] = read.ok ? questions(read.chain) : [];
    expect(asked?.options.map(({ code, danger }) => [code, danger])).toEqual([
      ['yes', true],
      ['no', false],
    ]);
  });

  it('knows which fields a step cannot do without', () => {
    expect(REFERRAL.steps.map((step) => requiredEvidence(step))).toEqual([['reason'], [], []]);
  });
});

import { describe, expect, it } from 'vitest';
import { findings, sound, withSteps } from '../../test/to-lint.ts';

const FACTS = { so: { kind: 'yesNo', question: 'Is it so?' } };
const YES = { fact: 'so', is: 'yes' };
const NEVER = { all: [YES, { fact: 'so', is: 'no' }] };
const AFTER_ODD = { after: { done: 'odd' } };
const HOLD = { title: 'Wait', sentence: 'Wait.', until: { done: 'more' }, forbids: ['share'] };

/** What one malformed step may look like. */
const MALFORMED: readonly (readonly [what: string, step: object])[] = [
  ['a name that is not of the language', { colour: 'red' }],
  ['a condition of another kind', { when: 7 }],
  ['a word that is no yes or no', { optional: 'yes' }],
  ['a ladder of another kind', { owner: 'dsl' }],
  ['a clock of another kind', { clock: '3 days' }],
];

/** What contradicts itself in the chain as a whole, and what is said of it. */
const WRONG: readonly (readonly [
  what: string,
  steps: readonly object[],
  said: readonly string[],
  over?: object,
])[] = [
  [
    'a condition that contradicts itself, behind it',
    [sound('more', { ...AFTER_ODD, when: NEVER })],
    ['contradiction steps.4.when'],
  ],
  [
    'steps that wait for each other, and for it',
    [
      sound('more', { after: { all: [{ done: 'odd' }, { done: 'less' }] } }),
      sound('less', { after: { ended: 'more' } }),
    ],
    ['neverOpens steps.4.after', 'neverOpens steps.5.after'],
  ],
  [
    'what comes up again for ever, behind it',
    [sound('more', { ...AFTER_ODD, repeat: { every: { hours: 1 }, until: NEVER } })],
    ['endlessRepeat steps.4.repeat.until'],
  ],
  [
    'gates that wait for each other',
    [sound('more', { gates: [{ step: 'less' }] }), sound('less', { gates: [{ step: 'more' }] })],
    ['gateNeverOpens steps.4.gates.0', 'gateNeverOpens steps.5.gates.0'],
  ],
  [
    'a gate before a call, behind it',
    [sound('call', { path: 'danger' }), sound('more', { ...AFTER_ODD, gates: [{ step: 'call' }] })],
    ['barredPath steps.4'],
  ],
  [
    'a ladder inside the line of the subject, behind it',
    [sound('more', { ...AFTER_ODD, owner: ['headteacher', 'dsl'] })],
    ['ladderInLine steps.4.owner'],
  ],
  [
    'a value looser than its floor, behind it',
    [
      sound('more', {
        ...AFTER_ODD,
        clock: { within: { hours: 2 }, from: 'opening', floor: { hours: 1 } },
      }),
    ],
    ['looserThanFloor steps.4.clock.within'],
  ],
  [
    'what is late as it comes up',
    [
      sound('more', { evidence: [{ id: 'on', kind: 'date', event: 'visit', label: 'When' }] }),
      sound('less', { after: { reached: 'visit' }, clock: { before: { hours: 1 }, event: 'visit' } }),
    ],
    ['alwaysLate steps.5.after'],
    { events: { visit: { title: 'The visit', dated: true } } },
  ],
  [
    'a rule without its evidence, behind it',
    [sound('more', { ...AFTER_ODD, rules: ['000.13'] })],
    ['missingEvidence steps.4.evidence'],
  ],
  [
    'a hold that forbids what would end it, behind it',
    [sound('more', { ...AFTER_ODD, does: ['share'] })],
    ['holdNeverEnds holds.still.until'],
    { holds: { still: HOLD } },
  ],
  [
    'steps that make each other needless',
    [
      sound('more', { ...AFTER_ODD, until: { step: 'less', is: 'open' } }),
      sound('less', { until: { step: 'more', is: 'open' } }),
    ],
    ['endEachOther steps.4.until', 'endEachOther steps.5.until'],
  ],
];

const mistakes = (json: unknown): string[] => findings(json).filter((each) => !each.startsWith('malformed'));

describe('beside a step that has', () => {
  it.each(MALFORMED)('%s, all is said that contradicts itself whatever was meant', (_, odd) => {
    for (const [what, steps, said, over = {}] of WRONG) {
      const json = withSteps([sound('odd', odd as never), ...steps] as never, { facts: FACTS, ...over });
      const all = findings(json);
      expect(all[0], what).toMatch(/^malformed steps\.3/);
      expect(all, what).toEqual(expect.arrayContaining([...said]));
      const mended = mistakes(withSteps([sound('odd'), ...steps] as never, { facts: FACTS, ...over }));
      expect(mended, what).toEqual(expect.arrayContaining(mistakes(json)));
    }
  });
});

describe('beside a malformed version', () => {
  it('all is said that is said without it, as nothing goes by it', () => {
    const theirs = sound('theirs', {
      clock: { whose: 'police', within: { hours: 4 }, from: 'awareness' },
      late: [],
    });
    const chased = (over: Record<string, unknown>) =>
      findings(withSteps([theirs], over)).filter((found) => /^nobody/.test(found));
    expect(chased({})).toEqual(['nobodyChases steps.3.clock.whose']);
    expect(chased({ version: 'one' })).toEqual(chased({}));
  });
});

describe('beside what is malformed nothing is said', () => {
  const beside = (...steps: readonly object[]): string[] =>
    mistakes(withSteps(steps as never, { facts: FACTS }));

  it('of a step that waits for it, or for one of its outcomes', () => {
    for (const after of [{ done: 'odd' }, { outcome: 'odd', is: 'yes' }, { late: 'odd' }]) {
      expect(beside(sound('odd', { when: 7 }), sound('more', { after }))).toEqual([]);
    }
  });

  it('of the close that may be its own', () => {
    const never = { id: 'close', when: NEVER };
    expect(beside(never, sound('odd', { closes: 'yes' }))).toEqual(['contradiction steps.2.when']);
    expect(beside(never, sound('odd', { when: 7 }))).toContain('neverCloses steps');
  });

  it('of a rule that it may answer, however that is written', () => {
    const answers = sound('more', { rules: ['000.13'] });
    for (const odd of [{ rules: ['000.13'], when: 7 }, { rules: [0.13] }, { rule: ['000.13'] }]) {
      expect(beside(answers, sound('odd', odd))).not.toContain('missingEvidence steps.3.evidence');
    }
  });

  it('of a name that may be its own', () => {
    const more = sound('more', { after: { done: 'odd' } });
    expect(beside(more, sound('odd', { id: 'An odd one' }))).toEqual([]);
    expect(beside(more, sound('odd', { id: undefined }))).toEqual([]);
  });

  it('of a waiver that may stand under another name', () => {
    const when = { step: 'decide', is: 'waived' };
    const more = { id: 'ring', when: { any: [YES, when] } };
    const waver = { reasons: { left: 'They left' }, agreedBy: ['ceo'] };
    const json = withSteps([more], { facts: FACTS, waiver: undefined, waver });
    expect(mistakes(json)).toEqual([]);
  });
});

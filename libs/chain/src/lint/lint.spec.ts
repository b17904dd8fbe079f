import { describe, expect, it } from 'vitest';
import { lint } from './lint.ts';
import { findings, sound, soundChain, withSteps } from '../../test/to-lint.ts';

const YES_NO = { kind: 'yesNo', question: 'Is it so?' };
const OFFICER = sound('officer', { path: 'designatedOfficer', does: ['share'] });
const OPENER = { id: 'decide', opens: { chain: 'other', awaited: false } };

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

  it('answers about the longest chain in little time, in whichever order it is written', () => {
    const steps = Array.from({ length: 498 }, (_, index) =>
      sound(`s${index}`, index === 0 ? {} : { after: { done: `s${index - 1}` } }),
    );
    const closing = sound('close', { after: { done: 's497' }, closes: true });
    const json = soundChain({ waiver: undefined, steps: [closing, ...steps.reverse()] });
    expect(findings(json)).toEqual([]);
  }, 10_000);
});

const WRONG: readonly (readonly [title: string, finding: string, json: unknown])[] = [
  [
    'a name that leads nowhere',
    'unknownName steps.1.after',
    withSteps([{ id: 'ring', after: { done: 'rang' } }]),
  ],
  [
    'a reminder that comes before its clock starts',
    'unsound steps.1.remind.0',
    withSteps([{ id: 'ring', remind: [{ before: { workingDays: 9 } }] }]),
  ],
  [
    'steps that wait for each other',
    'neverOpens steps.3.after',
    withSteps([sound('one', { after: { done: 'other' } }), sound('other', { when: { done: 'one' } })]),
  ],
  [
    'a step that waits for two outcomes of which a case has only one',
    'contradiction steps.3.after',
    withSteps([
      sound('after-ring', { after: { all: [{ done: 'ring' }, { outcome: 'decide', is: 'nothing' }] } }),
    ]),
  ],
  [
    'a step that waits for the lateness of what is never late',
    'contradiction steps.4.after',
    withSteps([
      sound('may', { optional: true, clock: undefined, late: [] }),
      sound('again', { after: { late: 'may' } }),
    ]),
  ],
  [
    'a condition that asks for two answers to one question',
    'contradiction steps.3.when',
    withSteps(
      [
        sound('more', {
          when: {
            all: [
              { fact: 'so', is: 'yes' },
              { fact: 'so', is: 'no' },
            ],
          },
        }),
      ],
      {
        facts: { so: YES_NO },
      },
    ),
  ],
  [
    'a step that is needless whenever it could come up',
    'contradiction steps.1.until',
    withSteps([{ id: 'ring', until: { done: 'decide' } }]),
  ],
  [
    'a part of a condition that can never hold',
    'deadBranch steps.2.when.any.1',
    withSteps([
      {
        id: 'close',
        when: {
          any: [
            { step: 'ring', is: ['done', 'waived', 'notOpen'] },
            { step: 'ring', is: 'superseded' },
          ],
        },
      },
    ]),
  ],
  [
    'a step that comes up again for ever',
    'endlessRepeat steps.1.repeat.until',
    withSteps([{ id: 'ring', repeat: { every: { hours: 1 }, until: { step: 'decide', is: 'open' } } }]),
  ],
  [
    'a case that no step can close',
    'neverCloses steps',
    withSteps([{ id: 'close', after: { late: 'close' } }]),
  ],
  [
    'an outcome after which the case can no longer close',
    'leadsNowhere steps.0.outcomes.nothing',
    withSteps([{ id: 'close', when: { done: 'ring' } }]),
  ],
  [
    'a step whose waiver strands the case',
    'waiverStrands steps.0',
    withSteps([{ id: 'close', after: { done: 'decide' } }]),
  ],
  [
    'a step without which the case cannot close, though it may become needless',
    'needlessStrands steps.1.until',
    withSteps([{ id: 'ring', until: { event: 'over' } }], { events: { over: { title: 'It is over' } } }),
  ],
  [
    'a step that is an act of closing and closes nothing',
    'closesNothing steps.1.closes',
    withSteps([{ id: 'ring', does: ['close'] }]),
  ],
  [
    'gates that bar each other',
    'gateNeverOpens steps.0.gates.0',
    withSteps([
      { id: 'decide', gates: [{ step: 'second' }] },
      sound('second', { gates: [{ step: 'decide' }] }),
    ]),
  ],
  [
    'a gate that stands until what it bars is done',
    'gateNeverOpens steps.0.gates.0',
    withSteps([
      {
        id: 'decide',
        gates: [{ step: 'second' }],
        repeat: { every: { hours: 1 }, until: { done: 'second' } },
      },
      sound('second'),
    ]),
  ],
  [
    'a gate before an act that no step is',
    'idleGate steps.0.gates.0',
    withSteps([{ id: 'decide', gates: [{ act: 'dispose' }] }]),
  ],
  [
    'a hold that forbids what would end it',
    'holdNeverEnds holds.still.until',
    withSteps([{ id: 'ring', does: ['share'] }], {
      holds: { still: { title: 'Still', sentence: 'Wait.', until: { done: 'ring' }, forbids: ['share'] } },
    }),
  ],
  [
    'a hold that can never be in force',
    'contradiction holds.still.when',
    soundChain({
      facts: { so: YES_NO },
      holds: {
        still: {
          title: 'Still',
          sentence: 'Wait.',
          when: { all: [{ fact: 'so', is: 'yes' }, { not: { fact: 'so', is: 'yes' } }] },
          until: { done: 'ring' },
          forbids: ['share'],
        },
      },
    }),
  ],
  [
    'an approval on the Designated Officer path',
    'barredPath steps.3',
    withSteps([{ ...OFFICER, approval: { by: ['ceo'] } }]),
  ],
  [
    'a gate before the Designated Officer path',
    'barredPath steps.3',
    withSteps([{ id: 'decide', gates: [{ step: 'officer' }] }, OFFICER]),
  ],
  [
    'a hold on the danger path',
    'barredPath steps.3',
    withSteps([{ ...OFFICER, path: 'danger' }], {
      holds: { still: { title: 'Still', sentence: 'Wait.', until: { done: 'ring' }, forbids: ['share'] } },
    }),
  ],
  [
    'a step on the danger path that closes the case over all that is owed',
    'pathCloses steps.3.closes',
    withSteps([{ ...OFFICER, path: 'danger', closes: true }]),
  ],
  [
    'a ladder on which all answer to the subject',
    'ladderInLine steps.1.owner',
    withSteps([{ id: 'ring', owner: ['headteacher', 'deputyHead', 'dsl'] }]),
  ],
  [
    'a ladder of those who run what the case is about',
    'ladderInLine steps.1.owner',
    withSteps([{ id: 'ring', owner: ['headteacher', 'ceo'] }], { about: 'institution' }),
  ],
  [
    'a ladder of people whom nobody may have named yet',
    'ladderInLine steps.1.owner',
    withSteps([{ id: 'ring', owner: ['caseManager'] }], { about: 'child' }),
  ],
  [
    'a step without a deadline',
    'noDeadline steps.1',
    withSteps([{ id: 'ring', clock: undefined, late: [] }]),
  ],
  ['a deadline of which nobody hears', 'noEscalation steps.1.late', withSteps([{ id: 'ring', late: [] }])],
  [
    "an escalation on another party's time",
    'neverFires steps.1.late',
    withSteps([{ id: 'ring', clock: { whose: 'police', within: { hours: 1 }, from: 'opening' } }]),
  ],
  [
    'an escalation of what need not be done',
    'neverFires steps.3.late',
    withSteps([sound('may', { optional: true })]),
  ],
  [
    'another party whose silence nobody ends',
    'nobodyChases steps.1.clock.whose',
    withSteps([{ id: 'ring', late: [], clock: { whose: 'police', within: { hours: 1 }, from: 'opening' } }]),
  ],
  [
    '000.31 no Designated Officer to name, no time and no advice',
    'missingEvidence steps.1.evidence',
    withSteps([{ id: 'ring', rules: ['000.31'] }]),
  ],
  [
    'a question that no form asks',
    'neverAsked facts.so.askedIn',
    withSteps([sound('more', { when: { fact: 'so', is: 'yes' } })], {
      facts: { so: { ...YES_NO, askedIn: 'decide' } },
    }),
  ],
  ['a question whose answer changes nothing', 'askedInVain facts.so', soundChain({ facts: { so: YES_NO } })],
  [
    'an event from which nothing follows',
    'askedInVain events.over',
    soundChain({ events: { over: { title: 'It is over' } } }),
  ],
  [
    'a step that waits for the date of an event which has none',
    'undated steps.3.after',
    withSteps([sound('more', { after: { reached: 'day' } })], { events: { day: { title: 'The day' } } }),
  ],
  [
    'a field that is asked for an outcome which is not there',
    'unknownOutcome steps.0.evidence.0.onlyFor',
    withSteps([{ id: 'decide', evidence: [{ id: 'why', kind: 'note', label: 'Why', onlyFor: ['never'] }] }]),
  ],
  [
    'a clock that is looser than its own floor',
    'looserThanFloor steps.1.clock.within',
    withSteps([{ id: 'ring', clock: { within: { hours: 48 }, from: 'opening', floor: { hours: 24 } } }]),
  ],
  [
    'a countersignature that is never asked for',
    'neverCountersigned steps.1.approval.emergency.countersign',
    withSteps([
      {
        id: 'ring',
        approval: { by: ['ceo'], emergency: { reasons: { now: 'It cannot wait' }, countersign: 'sign' } },
      },
      sound('sign', { after: { outcome: 'decide', is: 'nothing' }, otherThanDoerOf: ['ring'] }),
    ]),
  ],
  [
    'a countersignature by whoever did it',
    'neverCountersigned steps.1.approval.emergency.countersign',
    withSteps([
      {
        id: 'ring',
        approval: { by: ['ceo'], emergency: { reasons: { now: 'It cannot wait' }, countersign: 'sign' } },
      },
      sound('sign', { after: { done: 'ring' }, when: { bypassed: 'ring' } }),
    ]),
  ],
  [
    'a child case that waits for an outcome before there can be one',
    'childNeverOpens steps.0.opens.onlyFor',
    withSteps([{ id: 'decide', opens: { chain: 'other', at: 'opening', onlyFor: ['ring'] } }]),
  ],
  [
    'a case that opens another of its own kind, and so on',
    'endlessChildren steps.0.opens',
    withSteps([{ id: 'decide', opens: { chain: 'sound', at: 'opening', awaited: false } }]),
  ],
];

describe('the linter finds', () => {
  it.each(WRONG)('%s', (_title, finding, json) => {
    expect(findings(json)).toContain(finding);
  });

  it('a step that cannot come up only once, where the chain itself says so too', () => {
    const json = withSteps([
      sound('one', { after: { done: 'other' } }),
      sound('other', { after: { done: 'one' } }),
    ]);
    expect(findings(json)).toEqual(['neverOpens steps.3.after', 'neverOpens steps.4.after']);
  });

  it('a child case of a chain that is not there, where it is told which there are', () => {
    expect(findings(withSteps([OPENER]))).toEqual([]);
    expect(findings(withSteps([OPENER]), ['other'])).toEqual([]);
    expect(findings(withSteps([OPENER]), [])).toEqual(['undeclaredChild steps.0.opens.chain']);
  });
});

import { describe, expect, it } from 'vitest';
import { findings, sound, soundChain, withSteps } from '../../test/to-lint.ts';

const YES_NO = { kind: 'yesNo', question: 'Is it so?' };
const OFFICER = sound('officer', { path: 'designatedOfficer', does: ['share'] });
const OPENER = { id: 'decide', opens: { chain: 'other', awaited: false } };

const WRONG: readonly (readonly [title: string, finding: string, json: unknown])[] = [
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

describe('another party that stays silent', () => {
  const WAIT = { clock: { whose: 'police', within: { hours: 1 }, from: 'opening' }, late: [] };
  const ended = { step: 'ring', is: ['done', 'waived'] };
  const asks = (owner: readonly string[]): string[] =>
    findings(
      withSteps([
        { id: 'ring', ...WAIT },
        sound('ask', {
          after: { late: 'ring' },
          until: ended,
          clock: { within: { workingDays: 1 }, from: 'opening' },
          repeat: { every: { workingDays: 1 }, until: ended },
          owner,
        }),
      ]),
    ).filter((each) => each.startsWith('nobodyChases'));

  it('is asked again by a leader besides who waits: who asks every day is never late, and nobody else would hear', () => {
    expect(asks(['trustSafeguardingLead', 'headteacher', 'trustChair'])).toEqual([]);
    expect(asks(['headteacher', 'trustChair', 'trustSafeguardingLead'])).toHaveLength(1);
    expect(asks(['dsl', 'trustChair', 'trustSafeguardingLead'])).toHaveLength(1);
  });
});

describe('the linter finds', () => {
  it.each(WRONG)('%s', (_title, finding, json) => {
    expect(findings(json)).toContain(finding);
  });

  it('a child case of a chain that is not there, where it is told which there are', () => {
    expect(findings(withSteps([OPENER]))).toEqual([]);
    expect(findings(withSteps([OPENER]), ['other'])).toEqual([]);
    expect(findings(withSteps([OPENER]), [])).toEqual(['undeclaredChild steps.0.opens.chain']);
  });
});

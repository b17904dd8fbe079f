import { describe, expect, it } from 'vitest';
import { findings, sound, soundChain, withSteps } from '../../test/to-lint.ts';

const YES_NO = { kind: 'yesNo', question: 'Is it so?' };

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
    'a step of one person alone, whose waiver once they have left strands the case',
    'waiverStrands steps.0',
    withSteps([
      { id: 'decide', personal: true },
      { id: 'close', after: { done: 'decide' } },
    ]),
  ],
  [
    'a step of one person alone, which nobody could waive once they have left',
    'waiverMissing steps.1.personal',
    withSteps([{ id: 'ring', personal: true }], { waiver: undefined }),
  ],
  [
    'a step that every case goes through, and that a waiver of another leaves out',
    'waiverSkips steps.3',
    withSteps([sound('tell', { after: { done: 'decide' } })]),
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
    'gates in a ring',
    'gateNeverOpens steps.3.gates.0',
    withSteps([
      { id: 'decide', gates: [{ step: 'second' }] },
      sound('second', { gates: [{ act: 'share' }] }),
      sound('third', { does: ['share'], gates: [{ step: 'decide' }] }),
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
];

describe('in what waits for what, the linter finds', () => {
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

  it('what must be done and waits for what need not be done, also with one outcome of several', () => {
    const gated = (gates: readonly object[], ...over: Parameters<typeof withSteps>[0]): string[] =>
      findings(withSteps([sound('ask', { optional: true, clock: undefined, late: [], gates }), ...over]));
    const MAY_WAIT = ['gateNeverOpens steps.3.gates.0'];
    for (const gate of [{ outcome: 'decide', is: ['ring'] }, { step: 'ring' }, { act: 'close' }]) {
      expect(gated([gate])).toEqual(MAY_WAIT);
    }
    const share = { id: 'ring', does: ['share'] };
    expect(gated([{ act: 'share' }], share)).toEqual(MAY_WAIT);
    const may = sound('send', { optional: true, clock: undefined, late: [] });
    expect(gated([{ step: 'send' }], may)).toEqual([]);
  });

  it('nothing in a close that waits for what nobody may waive', () => {
    const officer = sound('officer', { path: 'designatedOfficer' });
    const close = { id: 'close', after: { all: [{ ended: 'decide' }, { done: 'officer' }] } };
    expect(findings(withSteps([officer, close]))).toEqual([]);
    expect(findings(withSteps([{ ...officer, path: undefined }, close]))).toEqual(['waiverStrands steps.3']);
  });
});

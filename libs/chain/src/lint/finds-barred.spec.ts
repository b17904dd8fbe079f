import { describe, expect, it } from 'vitest';
import { findings, sound, withSteps } from '../../test/to-lint.ts';
import { lint } from './lint.ts';

type Json = Readonly<Record<string, unknown>>;

const OFFICER = { id: 'officer', kind: 'contact', with: 'designatedOfficer', as: 'referral', label: 'Whom' };
const POLICE = { ...OFFICER, with: 'police' };
const AT = { id: 'toldAt', kind: 'instant', label: 'When' };
const call = (id: string, over: Json = {}) =>
  sound(id, { path: 'designatedOfficer', evidence: [OFFICER, AT], ...over });
const asked = (over: Json = {}) => sound('ask', { approval: { by: ['ceo'] }, ...over });
const HOLD = { title: 'Hush', sentence: 'Not yet.', until: { done: 'decide' }, forbids: ['share'] };
const barred = (steps: readonly Json[], over: Json = {}): string[] =>
  findings(withSteps(steps, over)).filter((each) => each.startsWith('barredPath'));

describe('what stands before a call by way of what it waits for', () => {
  const late = call('call', { after: { done: 'ask' }, clock: { within: { hours: 1 }, from: 'after' } });
  it.each<[string, readonly Json[], Json]>([
    ['an agreement', [asked(), late], {}],
    ['a hold', [sound('ask', { does: ['share'] }), late], { holds: { hush: HOLD } }],
    ['a gate', [sound('gate', { gates: [{ step: 'ask' }] }), sound('ask'), late], {}],
    [
      'an agreement two steps away',
      [asked({ id: 'far' }), sound('ask', { when: { outcome: 'far', is: 'so' } }), late],
      {},
    ],
    [
      'an agreement on the form that asks',
      [asked(), call('call', { when: { fact: 'so', is: 'yes' } })],
      {
        facts: { so: { kind: 'yesNo', question: 'Is it so?', askedIn: 'ask' } },
      },
    ],
    ['the end of a hold', [call('call', { when: { not: { hold: 'hush' } } })], { holds: { hush: HOLD } }],
  ])('is refused like a bar on the call: %s', (_what, steps, over) => {
    expect(barred(steps, over)).toHaveLength(1);
  });

  it('is no bar where the call waits only for lateness, or for another to come up', () => {
    expect(barred([asked(), call('call', { after: { late: 'ask' } })])).toEqual([]);
    expect(barred([asked(), call('call', { when: { step: 'ask', is: ['open', 'late'] } })])).toEqual([]);
  });

  it('is no bar where the same call must be made without waiting for it, and only the same', () => {
    expect(barred([asked(), late, call('first')])).toEqual([]);
    const other = [OFFICER, AT, { ...POLICE, id: 'police' }];
    expect(barred([asked(), { ...late, evidence: other }, call('first')])).toHaveLength(1);
    expect(
      barred([asked(), late, call('first', { when: { event: 'left' } })], {
        events: { left: { title: 'They left' } },
      }),
    ).toHaveLength(1);
    expect(
      barred([asked(), late, call('first', { optional: true, clock: undefined, late: [] })]),
    ).toHaveLength(1);
  });

  it('is said in a sentence that names what bars what', () => {
    const json = withSteps([asked(), late], { waiver: undefined });
    expect(lint({ json }).map(({ sentence }) => sentence)).toEqual([
      '"Step call", on the Designated Officer path, waits for what an agreement on “Step ask” may keep from ever being so: let it come up without that, or the same call beside it.',
    ]);
  });
});

describe('a call that need not be made', () => {
  const free = { optional: true, clock: undefined, late: [] };
  const advice = (over: Json = {}) =>
    call('advice', { ...free, evidence: [{ ...OFFICER, as: 'advice' }], ...over });
  const optional = (steps: readonly Json[], over: Json = {}) =>
    findings(withSteps(steps, over)).filter((each) => each.startsWith('callOptional'));

  it('is refused on either path where nothing else obliges it', () => {
    for (const path of ['danger', 'designatedOfficer']) {
      expect(optional([call('call', { path, ...free })])).toEqual(['callOptional steps.3.optional']);
    }
    const elsewhere = call('other', { when: { event: 'left' } });
    const events = { left: { title: 'They left' } };
    expect(optional([call('call', free), elsewhere], { events })).toEqual(['callOptional steps.3.optional']);
  });

  it('may stand beside one that must be made whenever it comes up', () => {
    expect(optional([call('again', free), call('first')])).toEqual([]);
  });

  it('may ask the Officer for advice alone, where an outcome leads to a call that must be made', () => {
    const opens = { chain: 'allegation', onlyFor: ['ring'], awaited: false };
    expect(optional([{ id: 'decide', opens }, advice()])).toEqual([]);
    expect(optional([advice(), call('call', { after: { outcome: 'decide', is: 'ring' } })])).toEqual([]);
    expect(optional([advice()], { about: 'child' })).toEqual([]);
  });

  it('is refused where whatever is decided nobody must call', () => {
    expect(optional([advice()])).toEqual(['callOptional steps.3.optional']);
    const opens = { chain: 'allegation', onlyFor: ['ring'], awaited: false };
    const refers = advice({ evidence: [{ ...OFFICER, as: 'either' }] });
    expect(optional([{ id: 'decide', opens }, refers])).toEqual(['callOptional steps.3.optional']);
  });
});

describe('an answer that means danger, asked for later', () => {
  const facts = { worse: { kind: 'yesNo', question: 'Is it worse?', danger: ['yes'], askedIn: 'decide' } };
  const asks = { id: 'decide', evidence: [{ id: 'worse', kind: 'fact', fact: 'worse', label: 'Worse?' }] };
  const safe = (over: Json) => sound('safe', { path: 'danger', ...over });
  const unanswered = (...steps: readonly Json[]) =>
    findings(withSteps([asks, ...steps], { facts })).filter((each) => each.startsWith('danger'));
  const FOUND = ['dangerUnanswered facts.worse.danger.0'];

  it('is refused where it brings up no call that must be made', () => {
    expect(unanswered()).toEqual(FOUND);
    expect(unanswered(safe({ when: { fact: 'worse', is: 'no' } }))).toEqual(FOUND);
    const seldom = {
      all: [
        { fact: 'worse', is: 'yes' },
        { outcome: 'decide', is: 'ring' },
      ],
    };
    expect(unanswered(safe({ when: seldom }))).toEqual(FOUND);
    const when = { fact: 'worse', is: 'yes' };
    expect(unanswered(safe({ when, optional: true, clock: undefined, late: [] }))).toEqual(FOUND);
  });

  it('brings up the call each time, where the form that asks comes again', () => {
    const repeat = { every: { workingDays: 5 }, until: { outcome: 'decide', is: 'nothing' } };
    const again = (over: object, call: object): string[] =>
      findings(
        withSteps([{ ...asks, ...over }, safe({ when: { fact: 'worse', is: 'yes' }, ...call })], { facts }),
      ).filter((each) => each.startsWith('danger'));
    for (const call of [{}, { after: { done: 'decide' } }]) expect(again({ repeat }, call)).toEqual(FOUND);
    expect(again({ repeat }, { after: { done: 'decide' }, eachTime: true })).toEqual([]);
    expect(again({ repeat }, { after: { done: 'ring' }, eachTime: true })).toEqual(FOUND);
    // What closes the case comes again where it brings up something.
    const closes = { outcome: ['nothing'] };
    expect(again({ closes }, {})).toEqual(FOUND);
    expect(again({ closes }, { after: { done: 'decide' }, eachTime: true })).toEqual([]);
  });

  it('is danger too for whoever is not sure', () => {
    const of = (danger: readonly string[]) =>
      findings(
        withSteps([], { facts: { now: { kind: 'yesNo', unsure: true, question: 'Is it now?', danger } } }),
      ).filter((each) => each.startsWith('unsure'));
    expect(of(['yes'])).toEqual(['unsureNotDanger facts.now.danger']);
    expect(of(['yes', 'unsure'])).toEqual([]);
    expect(of([])).toEqual([]);
    const options = { there: 'It is', 'not-there': 'It is not', 'dont-know': 'I do not know' };
    const choice = { now: { kind: 'choice', question: 'Is it now?', options, danger: ['there'] } };
    expect(findings(withSteps([], { facts: choice }))).toEqual(['unsureNotDanger facts.now.kind']);
  });

  it('is answered by a danger duty that comes up with it', () => {
    expect(unanswered(safe({ when: { fact: 'worse', is: 'yes' } }))).toEqual([]);
    expect(unanswered(safe({ after: { done: 'decide' }, when: { fact: 'worse', is: ['yes'] } }))).toEqual([]);
  });
});

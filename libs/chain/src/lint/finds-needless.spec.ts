import { describe, expect, it } from 'vitest';
import { findings, sound, soundChain, withSteps } from '../../test/to-lint.ts';
import { lint } from './lint.ts';

type Json = Readonly<Record<string, unknown>>;

const ending = (...steps: readonly Json[]): string[] =>
  findings(withSteps(steps)).filter((each) => each.startsWith('endEachOther'));
const until = (id: string, step: string, is: string | readonly string[]) =>
  sound(id, { until: { step, is } });

describe('duties that end without being done', () => {
  it('may not end each other as the case opens', () => {
    expect(ending(until('a', 'b', 'open'), until('b', 'a', 'superseded'))).toEqual([
      'endEachOther steps.3.until',
      'endEachOther steps.4.until',
    ]);
  });

  it('may not end each other in a ring, nor because of what is merely late, nor by themselves', () => {
    expect(
      ending(until('a', 'b', 'open'), until('b', 'c', 'superseded'), until('c', 'a', 'superseded')),
    ).toHaveLength(3);
    expect(ending(until('a', 'b', 'late'), until('b', 'a', ['done', 'superseded']))).toHaveLength(2);
    expect(ending(sound('a', { until: { not: { step: 'a', is: ['notOpen', 'done'] } } }))).toHaveLength(1);
  });

  it('may end because the other was done', () => {
    const done = ['done', 'waived', 'superseded'];
    expect(ending(until('a', 'b', done), until('b', 'a', done))).toEqual([]);
    expect(ending(until('a', 'b', 'open'), sound('b'))).toEqual([]);
  });

  it('may not be needless as soon as they come up, which is said of "until"', () => {
    const all = findings(withSteps([sound('a', { until: { not: { done: 'a' } } })]));
    expect(all).toEqual(['contradiction steps.3.until']);
  });
});

describe('what goes out without agreement', () => {
  const emergency = { reasons: { now: 'It cannot wait' }, countersign: 'sign' };
  const signed = (over: Json) =>
    findings(
      withSteps([
        { id: 'ring', approval: { by: ['ceo'], emergency } },
        sound('sign', {
          after: { done: 'ring' },
          when: { bypassed: 'ring' },
          otherThanDoerOf: ['ring'],
          ...over,
        }),
      ]),
    ).filter((each) => each.startsWith('neverCountersigned'));
  const FOUND = 'neverCountersigned steps.1.approval.emergency.countersign';

  it('is read by somebody who must, by a time of ours', () => {
    expect(signed({})).toEqual([]);
    expect(signed({ optional: true, late: [] })).toEqual([FOUND]);
    expect(signed({ clock: undefined, late: [] })).toEqual([FOUND]);
    const theirs = { whose: 'police', within: { hours: 1 }, from: 'opening' };
    expect(signed({ clock: theirs, late: [] })).toEqual([FOUND]);
  });
});

describe('what people could not act on', () => {
  it('are titles of which nothing can be seen', () => {
    const blank = (title: string) => findings(withSteps([{ id: 'ring', title }]));
    expect(blank('   ')).toEqual(['malformed steps.1.title']);
    expect(blank('\u200b')).toEqual(['malformed steps.1.title']);
    expect(blank('999')).toEqual([]);
    expect(blank('Ring them\n')).toEqual([]);
  });

  it('are titles that turn others round, or write what nobody sees to a terminal', () => {
    for (const bad of ['\u202eringed', 'Ri\u200bng', '\u001b[31mRing', 'Ring\nRing', 'Ring\u2028Ring']) {
      expect(findings(withSteps([{ id: 'ring', title: bad }]))).toEqual(['malformed steps.1.title']);
    }
  });

  it('is a hold on what a child needs at once', () => {
    const hold = { title: 'Hush', sentence: 'Not yet.', until: { done: 'decide' } };
    const held = (forbids: readonly string[]) =>
      findings(soundChain({ holds: { hush: { ...hold, forbids } } }));
    for (const act of ['makeSafe', 'preserveEvidence', 'basicEnquiries']) {
      expect(held(['share', act])).toEqual(['unsound holds.hush.forbids.1']);
    }
    expect(held(['share'])).toEqual([]);
  });

  it('is a gate that is said to bar nothing where it would bar a call', () => {
    const officer = sound('officer', { path: 'designatedOfficer', does: ['share'] });
    const all = findings(withSteps([{ id: 'decide', gates: [{ act: 'share' }] }, officer]));
    expect(all).toEqual(['barredPath steps.3']);
  });

  it('is a chain or a step that is over before it begins', () => {
    const never = { from: '2027-01-01', until: '2026-01-01' };
    expect(findings(soundChain({ inForce: never }))).toEqual(['malformed inForce']);
    expect(findings(withSteps([{ id: 'ring', inForce: never }]))).toEqual(['malformed steps.1.inForce']);
  });

  it('is a rule that is no row of the source documents', () => {
    const ruled = (rules: readonly string[]) => findings(withSteps([{ id: 'ring', rules }]));
    expect(ruled(['000.99', '004.23', '001.00', '002.17'])).toEqual([
      'unknownName steps.1.rules.0',
      'unknownName steps.1.rules.1',
      'unknownName steps.1.rules.2',
    ]);
    expect(findings(soundChain({ rules: ['003.46'] }))).toEqual(['unknownName rules.0']);
  });

  it('is a chain or a step that is over already, where it is said which day it is', () => {
    const json = withSteps([{ id: 'ring', inForce: { until: '2020-01-01' } }], {
      inForce: { until: '2025-08-31' },
    });
    const over = lint({ json, today: '2025-09-01' }).filter(({ code }) => code === 'overAlready');
    expect(over.map(({ path, severity }) => [path, severity])).toEqual([
      ['inForce.until', 'warning'],
      ['steps.1.inForce.until', 'warning'],
    ]);
    expect(lint({ json, today: '2020-01-01' }).filter(({ code }) => code === 'overAlready')).toEqual([]);
    expect(lint({ json }).filter(({ code }) => code === 'overAlready')).toEqual([]);
  });
});

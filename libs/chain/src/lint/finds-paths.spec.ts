import { describe, expect, it } from 'vitest';
import { findings, sound, withSteps } from '../../test/to-lint.ts';
import { lint } from './lint.ts';

const officer = (over: object = {}) => sound('officer', { path: 'designatedOfficer', ...over });
const clocked = (from: unknown, over: object = {}) =>
  officer({ clock: { within: { workingDays: 1 }, from }, ...over });

const EVENTS = { events: { left: { title: 'They left' }, meeting: { title: 'We meet', dated: true } } };
const MEETING = {
  id: 'decide',
  evidence: [{ id: 'on', kind: 'date', event: 'meeting', label: 'When' }],
};
const found = (step: object, code: string): string[] =>
  findings(withSteps([MEETING, { ...step }], EVENTS)).filter((finding) => finding.startsWith(code));

describe('the clock of a call', () => {
  it.each([
    ['an event that may never be recorded', clocked({ event: 'left' }), 'from'],
    ['a date that may never come', clocked({ reached: 'meeting' }), 'from'],
    ['what another step asks somebody to do', clocked({ done: 'decide' }), 'from'],
    ['the lateness of another step', clocked({ late: 'decide' }), 'from'],
    ['more than it came up with', clocked({ all: [{ done: 'decide' }, { event: 'left' }] }), 'from'],
    [
      'something else than it came up with',
      clocked({ event: 'left' }, { after: { any: [{ done: 'decide' }, { event: 'left' }] } }),
      'from',
    ],
    ['the date of an event', officer({ clock: { before: { workingDays: 2 }, event: 'meeting' } }), 'event'],
    [
      "another party's time",
      officer({ clock: { whose: 'police', within: { hours: 1 }, from: 'awareness' } }),
      'whose',
    ],
    ['the end of what comes up again', clocked({ ended: 'close' }, { after: { done: 'close' } }), 'from'],
  ])('may not wait for %s', (_what, step, part) => {
    expect(found(step, 'clockNeverStarts')).toEqual([`clockNeverStarts steps.3.clock.${part}`]);
  });

  it.each([
    ['awareness', clocked('awareness')],
    ['opening', clocked('opening', { after: { done: 'decide' } })],
    ['after', clocked('after', { after: { done: 'decide' } })],
    ['a moment it waited for', clocked({ done: 'decide' }, { after: { done: 'decide' } })],
    ['a moment that is among its conditions', clocked({ done: 'decide' }, { when: { done: 'decide' } })],
    [
      'either of two of which it waited for one',
      clocked({ any: [{ done: 'decide' }, { event: 'left' }] }, { after: { done: 'decide' } }),
    ],
  ])('may run from %s', (_what, step) => {
    expect(found(step, 'clockNeverStarts')).toEqual([]);
  });

  it('is not asked for where the call need not be made', () => {
    expect(found(officer({ optional: true, clock: undefined, late: [] }), 'clockNeverStarts')).toEqual([]);
  });

  it('is refused in a sentence that says how to mend it', () => {
    const json = withSteps([MEETING, clocked({ event: 'left' })], EVENTS);
    expect(lint({ json }).find(({ code }) => code === 'clockNeverStarts')?.sentence).toBe(
      '"Step officer" is on the Designated Officer path, and its clock waits for something else to happen first, so it may never start though nobody acts: let it run from awareness, opening or after.',
    );
  });
});

describe('a call', () => {
  const until = (condition: object) => officer({ until: condition });
  it.each([
    ['another step is done', until({ done: 'decide' })],
    ['another step ended in some way', until({ outcome: 'decide', is: 'ring' })],
    ['another step is no longer open', until({ not: { step: 'decide', is: 'open' } })],
    ['a form has the date of an event', until({ all: [{ event: 'left' }, { event: 'meeting' }] })],
  ])('does not end because %s', (_what, step) => {
    expect(found(step, 'hinderedPath')).toEqual(['hinderedPath steps.3.until']);
  });

  it('does not end because a form asks a question, or a hold is over', () => {
    const facts = { gone: { kind: 'yesNo', question: 'Did they go?', askedIn: 'decide' } };
    const asks = { id: 'decide', evidence: [{ id: 'gone', kind: 'fact', fact: 'gone', label: 'Gone?' }] };
    const holds = {
      hush: { title: 'Hush', sentence: 'Not yet.', until: { done: 'decide' }, forbids: ['share'] },
    };
    for (const condition of [{ fact: 'gone', is: 'yes' }, { not: { hold: 'hush' } }]) {
      const all = findings(withSteps([asks, until(condition)], { facts, holds }));
      expect(all).toContain('hinderedPath steps.3.until');
    }
  });

  it.each([
    ['an event that anybody records', { event: 'left' }],
    ['an answer that somebody corrects', { fact: 'so', is: 'no' }],
    ['what is learned of whom it is about', { subject: 'ceo' }],
    ['who can act', { role: 'trustChair', is: 'unavailable' }],
  ])('does not end because of %s', (_what, condition) => {
    const facts = { so: { kind: 'yesNo', question: 'Is it so?' } };
    const all = findings(withSteps([until(condition)], { ...EVENTS, facts }));
    expect(all).toContain('hinderedPath steps.3.until');
  });

  it('may end by how another call on the same way was done that must be made, and by no other', () => {
    const second = (over: object) =>
      withSteps([sound('first', { path: 'designatedOfficer', ...over }), until({ done: 'first' })]);
    const ended = (over: object) => findings(second(over)).filter((each) => each.startsWith('hinderedPath'));
    expect(ended({})).toEqual([]);
    expect(ended({ path: 'danger' })).toEqual(['hinderedPath steps.4.until']);
    expect(ended({ optional: true, clock: undefined, late: [] })).toEqual(['hinderedPath steps.4.until']);
  });

  it.each([
    ['is late', { not: { step: 'decide', is: 'late' } }],
    ['is open no more', { step: 'decide', is: ['notOpen', 'open'] }],
  ])('comes up also where something else %s, as an answer may be corrected then', (_what, when) => {
    const all = findings(withSteps([sound('call', { path: 'danger', when })], {}));
    expect(all).toContain('hinderedPath steps.3.when');
    const done = { step: 'decide', is: ['notOpen', 'open', 'late'] };
    expect(findings(withSteps([sound('call', { path: 'danger', when: done })], {}))).not.toContain(
      'hinderedPath steps.3.when',
    );
  });

  it.each(['danger', 'designatedOfficer'])('on the %s path has a clock that nobody stops', (path) => {
    const mayPause = { reasons: { busy: 'We are busy' }, by: ['headteacher'], agreedBy: ['ceo'] };
    const clock = { within: { hours: 1 }, floor: { hours: 1 }, from: 'awareness', mayPause };
    expect(found(sound('call', { path, clock }), 'hinderedPath')).toEqual([
      'hinderedPath steps.3.clock.mayPause',
    ]);
  });

  it('is kept from nobody, whatever they did', () => {
    expect(found(officer({ otherThanDoerOf: ['decide'] }), 'hinderedPath')).toEqual([
      'hinderedPath steps.3.otherThanDoerOf',
    ]);
  });

  it('is never one person’s alone, whom nobody may reach', () => {
    const personal = officer({ personal: true });
    expect(found(personal, 'hinderedPath')).toEqual(['hinderedPath steps.3.personal']);
    expect(lint({ json: withSteps([personal]) }).map(({ sentence }) => sentence)).toEqual([
      '"Step officer", on the Designated Officer path, is laid on one person alone; where they cannot be reached, somebody else must be able to call.',
    ]);
    expect(found(sound('report', { personal: true }), 'hinderedPath')).toEqual([]);
  });

  it('is said to be hindered in a sentence that names the step and what hinders it', () => {
    const json = withSteps([officer({ otherThanDoerOf: ['ring'], until: { done: 'decide' } })]);
    const sentences = lint({ json }).filter(({ code }) => code === 'hinderedPath');
    expect(sentences.map(({ sentence }) => sentence)).toEqual([
      '"Step officer", on the Designated Officer path, is kept from whoever did “Step ring”; whoever knows must be able to call.',
      '"Step officer", on the Designated Officer path, is no longer needed because of “Step decide”; only a call ends it, never what one person records.',
    ]);
  });
});

describe('a clock that leads up to a date', () => {
  const clock = { before: { workingDays: 2 }, event: 'meeting' };
  const prepare = (after: object) => found(sound('prepare', { after, clock }), 'alwaysLate');

  it('is over already where the step comes up on that date', () => {
    const over = ['alwaysLate steps.3.after'];
    expect(prepare({ reached: 'meeting' })).toEqual(over);
    expect(prepare({ all: [{ done: 'decide' }, { reached: 'meeting' }] })).toEqual(over);
    expect(prepare({ any: [{ done: 'decide' }, { reached: 'meeting' }] })).toEqual([]);
    expect(prepare({ event: 'meeting' })).toEqual([]);
  });
});

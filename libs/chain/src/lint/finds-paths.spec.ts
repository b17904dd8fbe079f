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

import { describe, expect, it } from 'vitest';
import { afterDue, atShare, beforeDue, dueAt } from './due-at.ts';
import { describeInstant } from './describe.ts';
import { ENGLAND } from './england/england.ts';
import type { Length } from './length.ts';

const at = (iso: string): number => Date.parse(iso);
const due = (start: string, length: Length): string =>
  describeInstant(ENGLAND, dueAt(ENGLAND, at(start), length));
/** The day by the end of which something is due. */
const byEndOf = (start: string, workingDays: number): string => {
  const instant = dueAt(ENGLAND, at(start), { workingDays });
  expect(describeInstant(ENGLAND, instant)).toMatch(/, 00:00$/);
  return describeInstant(ENGLAND, instant - 1).replace(', 23:59', '');
};

const REFERENCE = [
  {
    name: 'over the night on which clocks go forward',
    start: '2026-03-27T16:00:00Z',
    workingDays: ['Mon 30 Mar 2026', 'Wed 1 Apr 2026', 'Tue 21 Apr 2026', 'Thu 4 Jun 2026'],
    hours: ['Sat 28 Mar 2026, 16:00', 'Sun 29 Mar 2026, 17:00'],
  },
  {
    name: 'before Good Friday',
    start: '2026-04-02T15:30:00Z',
    workingDays: ['Tue 7 Apr 2026', 'Thu 9 Apr 2026', 'Mon 27 Apr 2026', 'Wed 10 Jun 2026'],
    hours: ['Fri 3 Apr 2026, 16:30', 'Sat 4 Apr 2026, 16:30'],
  },
  {
    name: 'in a school holiday before a bank holiday',
    start: '2026-08-28T09:00:00Z',
    workingDays: ['Tue 1 Sep 2026', 'Thu 3 Sep 2026', 'Mon 21 Sep 2026', 'Mon 2 Nov 2026'],
    hours: ['Sat 29 Aug 2026, 10:00', 'Sun 30 Aug 2026, 10:00'],
  },
  {
    name: 'at a weekend, read strictly',
    start: '2026-08-29T19:00:00Z',
    workingDays: ['Tue 1 Sep 2026', 'Thu 3 Sep 2026', 'Mon 21 Sep 2026', 'Mon 2 Nov 2026'],
    hours: ['Sun 30 Aug 2026, 20:00', 'Mon 31 Aug 2026, 20:00'],
  },
  {
    name: 'over the night on which clocks go back',
    start: '2026-10-23T15:00:00Z',
    workingDays: ['Mon 26 Oct 2026', 'Wed 28 Oct 2026', 'Fri 13 Nov 2026', 'Tue 29 Dec 2026'],
    hours: ['Sat 24 Oct 2026, 16:00', 'Sun 25 Oct 2026, 15:00'],
  },
  {
    name: 'on Christmas Eve with a substitute holiday to come',
    start: '2026-12-24T15:00:00Z',
    workingDays: ['Tue 29 Dec 2026', 'Thu 31 Dec 2026', 'Tue 19 Jan 2027', 'Tue 2 Mar 2027'],
    hours: ['Fri 25 Dec 2026, 15:00', 'Sat 26 Dec 2026, 15:00'],
  },
] as const;

describe.each(REFERENCE)('a clock that starts $name', ({ start, workingDays, hours }) => {
  it('is due at the end of the nth working day after the day it starts', () => {
    expect([1, 3, 15, 45].map((n) => byEndOf(start, n))).toEqual(workingDays);
  });

  it('counts hours as elapsed time', () => {
    expect([24, 48].map((n) => due(start, { hours: n }))).toEqual(hours);
  });
});

describe('a due instant', () => {
  it('is the first that is late: midnight at the end of the day', () => {
    expect(dueAt(ENGLAND, at('2026-03-27T16:00:00Z'), { workingDays: 1 })).toBe(at('2026-03-30T23:00:00Z'));
  });

  it('never depends on the time of day for clocks that count days', () => {
    const first = dueAt(ENGLAND, at('2026-11-16T00:00:00Z'), { workingDays: 1 });
    expect(dueAt(ENGLAND, at('2026-11-16T23:59:59.999Z'), { workingDays: 1 })).toBe(first);
    expect(dueAt(ENGLAND, at('2026-11-17T00:00:00Z'), { workingDays: 1 })).not.toBe(first);
  });

  it('takes a summer day to begin at 23:00 UTC', () => {
    expect(dueAt(ENGLAND, at('2026-06-15T22:59:59Z'), { calendarDays: 1 })).toBe(at('2026-06-16T23:00:00Z'));
    expect(dueAt(ENGLAND, at('2026-06-15T23:00:00Z'), { calendarDays: 1 })).toBe(at('2026-06-17T23:00:00Z'));
  });

  it('counts the leap day', () => {
    expect(due('2028-02-28T12:00:00Z', { calendarDays: 1 })).toBe('Wed 1 Mar 2028, 00:00');
    expect(due('2027-02-28T12:00:00Z', { calendarDays: 1 })).toBe('Tue 2 Mar 2027, 00:00');
    expect(byEndOf('2028-02-28T12:00:00Z', 1)).toBe('Tue 29 Feb 2028');
  });

  it('counts a day of 23 hours and one of 25 as a day each', () => {
    expect(dueAt(ENGLAND, at('2026-03-28T12:00:00Z'), { calendarDays: 1 })).toBe(at('2026-03-29T23:00:00Z'));
    expect(dueAt(ENGLAND, at('2026-10-24T12:00:00Z'), { calendarDays: 1 })).toBe(at('2026-10-26T00:00:00Z'));
  });

  it('knows weekends only, outside the years a calendar speaks for', () => {
    expect(byEndOf('2036-12-24T15:00:00Z', 1)).toBe('Thu 25 Dec 2036');
    expect(byEndOf('2035-12-31T15:00:00Z', 3)).toBe('Thu 3 Jan 2036');
    expect(byEndOf('2019-12-24T15:00:00Z', 1)).toBe('Wed 25 Dec 2019');
  });
});

describe('a length counted from a due instant', () => {
  const endOfMonday = dueAt(ENGLAND, at('2026-11-13T10:00:00Z'), { workingDays: 1 });

  it('runs on from the day whose end it was', () => {
    expect(describeInstant(ENGLAND, afterDue(ENGLAND, endOfMonday, { workingDays: 1 }))).toBe(
      'Wed 18 Nov 2026, 00:00',
    );
    expect(describeInstant(ENGLAND, afterDue(ENGLAND, endOfMonday, { hours: 24 }))).toBe(
      'Wed 18 Nov 2026, 00:00',
    );
  });

  it('runs back to the start of a day', () => {
    expect(describeInstant(ENGLAND, beforeDue(ENGLAND, endOfMonday, { workingDays: 1 }))).toBe(
      'Mon 16 Nov 2026, 00:00',
    );
    expect(describeInstant(ENGLAND, beforeDue(ENGLAND, endOfMonday, { workingDays: 2 }))).toBe(
      'Fri 13 Nov 2026, 00:00',
    );
    expect(describeInstant(ENGLAND, beforeDue(ENGLAND, endOfMonday, { calendarDays: 2 }))).toBe(
      'Sun 15 Nov 2026, 00:00',
    );
    expect(describeInstant(ENGLAND, beforeDue(ENGLAND, endOfMonday, { hours: 15 }))).toBe(
      'Mon 16 Nov 2026, 09:00',
    );
  });

  it('takes a share down to the second, never too late', () => {
    expect(atShare(0, 1999, 0.5)).toBe(0);
    expect(atShare(0, 24 * 3_600_000, 0.5)).toBe(12 * 3_600_000);
  });
});

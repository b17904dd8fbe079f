import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../test/a-school.ts';
import { civilDate, dayNumber, weekday } from './civil.ts';
import { describeDue, describeInstant, describeLength, describeWithin } from './describe.ts';
import { ENGLAND } from './england/england.ts';
import { explainDue } from './explain-due.ts';
import { sayWhy, whyDueAt } from './why.ts';
import type { Limit } from './length.ts';

const at = (iso: string): number => Date.parse(iso);

describe('an instant in words', () => {
  it('is the local weekday, date and time', () => {
    expect(describeInstant(ENGLAND, at('2026-11-16T16:40:00Z'))).toBe('Mon 16 Nov 2026, 16:40');
    expect(describeInstant(ENGLAND, at('2026-07-01T23:05:00Z'))).toBe('Thu 2 Jul 2026, 00:05');
  });

  it('says which of the two it is where the clocks go back, and the same time comes twice', () => {
    const said = ['00:59', '00:00', '00:30', '01:00', '01:30', '02:00'].map((time) =>
      describeInstant(ENGLAND, at(`2026-10-25T${time}:00Z`)).slice('Sun 25 Oct 2026, '.length),
    );
    expect(said).toEqual(['01:59 BST', '01:00 BST', '01:30 BST', '01:00 GMT', '01:30 GMT', '02:00']);
    expect(describeInstant(ENGLAND, at('2026-10-24T23:59:00Z'))).toBe('Sun 25 Oct 2026, 00:59');
    expect(describeInstant(ENGLAND, at('2026-03-29T01:30:00Z'))).toBe('Sun 29 Mar 2026, 02:30');
  });

  it('reads as the platform would say it in London', () => {
    const platform = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/London',
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    const range = { min: at('1996-01-01T00:00:00Z'), max: at('2040-12-31T00:00:00Z') };
    fc.assert(
      fc.property(fc.integer(range), (instant) => {
        const said = platform
          .format(instant)
          .replace('Sept', 'Sep')
          .replace(/^(\w+),/, '$1');
        expect(describeInstant(ENGLAND, instant).replace(/ (BST|GMT)$/, '')).toBe(said);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is a day rather than a midnight when something is due by its end', () => {
    expect(describeDue(ENGLAND, at('2026-03-30T23:00:00Z'))).toBe('by the end of Mon 30 Mar 2026');
    expect(describeDue(ENGLAND, at('2026-11-16T16:40:00Z'))).toBe('before 16:40 on Mon 16 Nov 2026');
  });
});

describe('a date', () => {
  it('agrees with the platform over four thousand years', () => {
    fc.assert(
      fc.property(fc.integer({ min: -800_000, max: 800_000 }), (number) => {
        const date = new Date(number * 86_400_000);
        const civil = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
        expect(civilDate(number)).toEqual(civil);
        expect(dayNumber(civil)).toBe(number);
        expect(weekday(number)).toBe((date.getUTCDay() + 6) % 7);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a length in words', () => {
  it.each<[Limit, string]>([
    [{ hours: 24 }, '24 hours'],
    [{ hours: 1 }, '1 hour'],
    [{ workingDays: 1 }, '1 working day'],
    [{ workingDays: 3 }, '3 working days'],
    [{ calendarDays: 10 }, '10 days'],
    [{ minutes: 90 }, '90 minutes'],
    [{ schoolDays: 1 }, '1 school day'],
    [{ schoolDays: 15 }, '15 school days'],
    [{ months: 1 }, '1 month'],
    [{ months: 6 }, '6 months'],
    [{ calendarDays: 0 }, 'the end of the same day'],
    [{ beforeNext: 'schoolDay' }, 'before the next school day begins'],
    [{ beforeNext: 'workingDay' }, 'before the next working day begins'],
    [{ sooner: [{ hours: 24 }, { workingDays: 1 }] }, '24 hours or 1 working day, whichever is sooner'],
    [
      { sooner: [{ hours: 4 }, { sooner: [{ workingDays: 1 }, { schoolDays: 2 }] }] },
      '4 hours or 1 working day or 2 school days, whichever is sooner',
    ],
  ])('%o is "%s"', (length, words) => {
    expect(describeLength(length)).toBe(words);
  });

  it.each<[Limit, string]>([
    [{ hours: 24 }, 'within 24 hours'],
    [{ calendarDays: 0 }, 'by the end of the same day'],
    [{ beforeNext: 'schoolDay' }, 'before the next school day begins'],
    [
      { sooner: [{ hours: 4 }, { calendarDays: 0 }] },
      'within 4 hours or the end of the same day, whichever is sooner',
    ],
  ])('by when %o is, is "%s"', (length, words) => {
    expect(describeWithin(length)).toBe(words);
  });
});

describe('why something is due when it is', () => {
  it('names the holidays and weekends that did not count', () => {
    const why = whyDueAt(ENGLAND, at('2026-04-02T15:30:00Z'), { workingDays: 1 });
    expect(why).toMatchObject({ weekendDays: 2, clocksMoved: 0 });
    expect(sayWhy(ENGLAND, why)).toBe(
      '1 working day from Thu 2 Apr 2026, 16:30: by the end of Tue 7 Apr 2026 ' +
        '(weekends do not count; Fri 3 Apr 2026, Mon 6 Apr 2026 are bank holidays).',
    );
  });

  it('names the days on which a trust closed its offices, but where a floor counts them', () => {
    const closed = { ...ENGLAND, officesClosed: [dayOf('2026-04-01'), dayOf('2026-04-03')] };
    const start = at('2026-03-31T09:00:00Z');
    const clock = { within: { workingDays: 2 } };
    const holidays = 'weekends do not count; Fri 3 Apr 2026, Mon 6 Apr 2026 are bank holidays';
    expect(sayWhy(closed, whyDueAt(closed, start, clock.within))).toBe(
      `2 working days from Tue 31 Mar 2026, 10:00: by the end of Tue 7 Apr 2026 (${holidays}; ` +
        'Wed 1 Apr 2026 is a day on which offices are closed).',
    );
    expect(explainDue(closed, { ...clock, floor: clock.within }, start).why).toBe(
      '2 working days from Tue 31 Mar 2026, 10:00: by the end of Thu 2 Apr 2026 ' +
        '(nothing moves it past its floor, 2 working days).',
    );
  });

  it('says when clocks change meanwhile', () => {
    const why = whyDueAt(ENGLAND, at('2026-10-23T15:00:00Z'), { hours: 48 });
    expect(sayWhy(ENGLAND, why)).toBe(
      '48 hours from Fri 23 Oct 2026, 16:00: before 15:00 on Sun 25 Oct 2026 (the clocks go back meanwhile).',
    );
  });

  it('adds nothing where there is nothing to add', () => {
    const why = whyDueAt(ENGLAND, at('2026-11-16T10:00:00Z'), { hours: 4 });
    expect(sayWhy(ENGLAND, why)).toBe(
      '4 hours from Mon 16 Nov 2026, 10:00: before 14:00 on Mon 16 Nov 2026.',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { aSchool, at } from '../../test/a-school.ts';
import type { Clock } from '../language/clock.ts';
import { describeDue } from './describe.ts';
import { dueAt } from './due-at.ts';
import { dueOf } from './due-of.ts';
import type { ClockRule } from './due-of.ts';
import { ENGLAND } from './england/england.ts';
import { termsKnownUntil } from './working-days.ts';
import type { Limit } from './length.ts';

/** In words, so that a day is read as a day. */
function said(clock: ClockRule, start: string, calendar = ENGLAND): string {
  const { due, provisional } = dueOf(calendar, clock, at(start));
  if (due === null) return 'no due';
  return describeDue(calendar, due) + (provisional ? ', provisionally' : '');
}
const within = (limit: Limit, start: string, calendar = ENGLAND): string =>
  said({ within: limit }, start, calendar);

describe('the reference dates, by their rows', () => {
  const ROWS = [
    [
      'Fri 27 Mar 2026 16:00 GMT',
      '2026-03-27T16:00:00Z',
      'Mon 30 Mar',
      'Wed 1 Apr',
      '16:00 on Sat 28 Mar',
      '17:00 on Sun 29 Mar',
      'Tue 21 Apr',
      'Thu 4 Jun',
    ],
    [
      'Thu 2 Apr 2026 16:30 BST',
      '2026-04-02T15:30:00Z',
      'Tue 7 Apr',
      'Thu 9 Apr',
      '16:30 on Fri 3 Apr',
      '16:30 on Sat 4 Apr',
      'Mon 27 Apr',
      'Wed 10 Jun',
    ],
    [
      'Fri 28 Aug 2026 10:00 BST',
      '2026-08-28T09:00:00Z',
      'Tue 1 Sep',
      'Thu 3 Sep',
      '10:00 on Sat 29 Aug',
      '10:00 on Sun 30 Aug',
      'Mon 21 Sep',
      'Mon 2 Nov',
    ],
    [
      'Sat 29 Aug 2026 20:00 BST, strict',
      '2026-08-29T19:00:00Z',
      'Tue 1 Sep',
      'Thu 3 Sep',
      '20:00 on Sun 30 Aug',
      '20:00 on Mon 31 Aug',
      'Mon 21 Sep',
      'Mon 2 Nov',
    ],
    [
      'Fri 23 Oct 2026 16:00 BST',
      '2026-10-23T15:00:00Z',
      'Mon 26 Oct',
      'Wed 28 Oct',
      '16:00 on Sat 24 Oct',
      '15:00 on Sun 25 Oct',
      'Fri 13 Nov',
      'Tue 29 Dec',
    ],
    [
      'Thu 24 Dec 2026 15:00 GMT',
      '2026-12-24T15:00:00Z',
      'Tue 29 Dec',
      'Thu 31 Dec',
      '15:00 on Fri 25 Dec',
      '15:00 on Sat 26 Dec',
      'Tue 19 Jan 2027',
      'Tue 2 Mar 2027',
    ],
  ] as const;
  const dated = (day: string): string => (/\d{4}$/.test(day) ? day : `${day} 2026`);

  it.each(ROWS)('%s', (_, start, one, three, day, twoDays, fifteen, fortyFive) => {
    const strict = (workingDays: number) => said({ within: { workingDays }, weekendStart: 'strict' }, start);
    expect([1, 3, 15, 45].map(strict)).toEqual(
      [one, three, fifteen, fortyFive].map((each) => `by the end of ${dated(each)}`),
    );
    expect([24, 48].map((hours) => within({ hours }, start))).toEqual(
      [day, twoDays].map((each) => `before ${dated(each)}`),
    );
  });

  it('Sat 29 Aug 2026 20:00 BST, lenient: a day later each', () => {
    const lenient = (workingDays: number) =>
      said({ within: { workingDays }, weekendStart: 'lenient' }, '2026-08-29T19:00:00Z');
    expect([1, 3, 15, 45].map(lenient)).toEqual(
      ['Wed 2 Sep', 'Fri 4 Sep', 'Tue 22 Sep', 'Tue 3 Nov'].map((each) => `by the end of ${each} 2026`),
    );
  });

  it.each(ROWS.filter(([, start]) => !start.startsWith('2026-08-29')))(
    '%s is read the same leniently, as it begins on a working day',
    (_, start) => {
      for (const workingDays of [1, 3, 15, 45]) {
        expect(said({ within: { workingDays }, weekendStart: 'lenient' }, start)).toBe(
          within({ workingDays }, start),
        );
      }
    },
  );
});

describe('a clock', () => {
  it('is one of the language, whatever else stands in it', () => {
    const clock: Clock = { within: { workingDays: 1 }, from: 'awareness', whose: 'socialCare' };
    expect(said(clock, '2026-03-27T16:00:00Z')).toBe('by the end of Mon 30 Mar 2026');
  });

  it('of no days is due by the end of the same day', () => {
    expect(within({ calendarDays: 0 }, '2026-11-14T09:00:00Z')).toBe('by the end of Sat 14 Nov 2026');
  });

  it.each([
    ['2026-01-31T09:00:00Z', 1, 'Sat 28 Feb 2026'],
    ['2028-01-31T09:00:00Z', 1, 'Tue 29 Feb 2028'],
    ['2028-02-29T09:00:00Z', 12, 'Wed 28 Feb 2029'],
    ['2026-08-31T09:00:00Z', 6, 'Sun 28 Feb 2027'],
    ['2026-11-16T09:00:00Z', 1, 'Wed 16 Dec 2026'],
  ])(
    'from %s of %i months is due by the end of the corresponding date, or of its month',
    (start, months, day) => {
      expect(within({ months }, start)).toBe(`by the end of ${day}`);
    },
  );

  it('counts working days past a bank holiday that was moved, and those that were added', () => {
    expect(within({ workingDays: 1 }, '2020-05-01T09:00:00Z')).toBe('by the end of Mon 4 May 2020');
    expect(within({ workingDays: 1 }, '2020-05-07T09:00:00Z')).toBe('by the end of Mon 11 May 2020');
    expect(within({ workingDays: 1 }, '2022-05-27T09:00:00Z')).toBe('by the end of Mon 30 May 2022');
    expect(within({ workingDays: 1 }, '2022-06-01T09:00:00Z')).toBe('by the end of Mon 6 Jun 2022');
    expect(within({ workingDays: 1 }, '2022-09-16T09:00:00Z')).toBe('by the end of Tue 20 Sep 2022');
    expect(within({ workingDays: 1 }, '2023-05-05T09:00:00Z')).toBe('by the end of Tue 9 May 2023');
  });

  it('passes over substitutes for holidays that fall at a weekend', () => {
    expect(within({ workingDays: 1 }, '2021-12-24T09:00:00Z')).toBe('by the end of Wed 29 Dec 2021');
    expect(within({ workingDays: 1 }, '2021-12-31T09:00:00Z')).toBe('by the end of Tue 4 Jan 2022');
  });

  it('lasts until midnight of a night on which clocks change, and an hour less or more of it', () => {
    expect(dueAt(ENGLAND, at('2026-03-29T00:30:00Z'), { calendarDays: 0 })).toBe(at('2026-03-29T23:00:00Z'));
    expect(dueAt(ENGLAND, at('2026-10-25T00:30:00Z'), { calendarDays: 0 })).toBe(at('2026-10-26T00:00:00Z'));
    expect(within({ hours: 2 }, '2026-03-29T00:30:00Z')).toBe('before 03:30 on Sun 29 Mar 2026');
    expect(within({ hours: 2 }, '2026-10-25T00:30:00Z')).toBe('before 02:30 on Sun 25 Oct 2026');
  });

  it('of several limits is due at the sooner', () => {
    const limit = { sooner: [{ hours: 24 }, { workingDays: 1 }] };
    expect(within(limit, '2026-11-16T16:00:00Z')).toBe('before 16:00 on Tue 17 Nov 2026');
    expect(within(limit, '2026-11-13T16:00:00Z')).toBe('before 16:00 on Sat 14 Nov 2026');
    expect(within({ sooner: [{ hours: 48 }, { workingDays: 1 }] }, '2026-11-16T16:00:00Z')).toBe(
      'by the end of Tue 17 Nov 2026',
    );
  });
});

describe('a clock of school days', () => {
  it('passes over weekends, half-term, INSET days and bank holidays', () => {
    const school = aSchool();
    expect(within({ schoolDays: 2 }, '2026-10-22T12:00:00Z', school)).toBe('by the end of Tue 3 Nov 2026');
    expect(within({ schoolDays: 1 }, '2026-12-18T12:00:00Z', school)).toBe('by the end of Tue 5 Jan 2027');
    expect(within({ schoolDays: 1 }, '2027-04-30T12:00:00Z', school)).toBe('by the end of Tue 4 May 2027');
  });

  it('uses working days from where the term dates run out, and says provisional', () => {
    const school = aSchool();
    expect(within({ schoolDays: 2 }, '2027-07-19T12:00:00Z', school)).toBe('by the end of Wed 21 Jul 2027');
    expect(within({ schoolDays: 3 }, '2027-07-19T12:00:00Z', school)).toBe(
      'by the end of Thu 22 Jul 2027, provisionally',
    );
    expect(within({ schoolDays: 1 }, '2027-08-27T12:00:00Z', school)).toBe(
      'by the end of Tue 31 Aug 2027, provisionally',
    );
  });

  it('is provisional before the first term too, and where no term is known', () => {
    expect(within({ schoolDays: 1 }, '2026-08-10T12:00:00Z', aSchool())).toContain('provisionally');
    expect(within({ schoolDays: 1 }, '2026-08-10T12:00:00Z')).toBe(
      'by the end of Tue 11 Aug 2026, provisionally',
    );
  });

  it('is settled, though provisional alone, when something sooner is settled', () => {
    expect(within({ sooner: [{ hours: 24 }, { schoolDays: 5 }] }, '2026-08-10T12:00:00Z')).not.toContain(
      'prov',
    );
    expect(within({ sooner: [{ hours: 240 }, { schoolDays: 5 }] }, '2026-08-10T12:00:00Z')).toContain('prov');
  });

  it('knows until which day the terms are known', () => {
    expect(termsKnownUntil(aSchool())).toBe(at('2027-07-21T00:00:00Z') / 86_400_000);
    expect(termsKnownUntil(ENGLAND)).toBeNull();
  });

  it('is provisional where a calendar ends, and refuses nothing', () => {
    expect(within({ workingDays: 1 }, '2035-12-31T09:00:00Z')).toBe(
      'by the end of Tue 1 Jan 2036, provisionally',
    );
    expect(within({ workingDays: 2610 }, '2060-01-01T09:00:00Z')).toContain('provisionally');
    expect(within({ schoolDays: 1950 }, '1960-01-01T09:00:00Z', aSchool())).toContain('provisionally');
  });
});

describe('before the next day of a kind begins', () => {
  it('is the minute at which school begins on the next school day', () => {
    const school = aSchool();
    expect(within({ beforeNext: 'schoolDay' }, '2026-11-16T20:00:00Z', school)).toBe(
      'before 08:45 on Tue 17 Nov 2026',
    );
    expect(within({ beforeNext: 'schoolDay' }, '2026-10-23T20:00:00Z', school)).toBe(
      'before 08:45 on Tue 3 Nov 2026',
    );
    expect(within({ beforeNext: 'schoolDay' }, '2026-11-16T20:00:00Z')).toBe(
      'before 08:30 on Tue 17 Nov 2026, provisionally',
    );
  });

  it('is this morning for what becomes known before school', () => {
    const school = aSchool();
    expect(within({ beforeNext: 'schoolDay' }, '2026-11-16T06:00:00Z', school)).toBe(
      'before 08:45 on Mon 16 Nov 2026',
    );
    expect(within({ beforeNext: 'schoolDay' }, '2026-11-16T08:45:00Z', school)).toBe(
      'before 08:45 on Tue 17 Nov 2026',
    );
  });

  it('is local midnight for working days', () => {
    expect(within({ beforeNext: 'workingDay' }, '2026-07-10T09:00:00Z')).toBe(
      'by the end of Sun 12 Jul 2026',
    );
    expect(dueAt(ENGLAND, at('2026-07-10T09:00:00Z'), { beforeNext: 'workingDay' })).toBe(
      at('2026-07-12T23:00:00Z'),
    );
  });
});

describe('a clock that leads up to an event', () => {
  const conference = (before: Limit, options: object = {}, calendar = ENGLAND): string =>
    said({ before, event: 'conference', ...options } as ClockRule, '2026-11-19T10:00:00Z', calendar);

  it('leaves whole days between', () => {
    expect(conference({ workingDays: 2 })).toBe('by the end of Mon 16 Nov 2026');
    expect(conference({ workingDays: 5 })).toBe('by the end of Wed 11 Nov 2026');
    expect(conference({ calendarDays: 3 })).toBe('by the end of Sun 15 Nov 2026');
    expect(conference({ calendarDays: 0 })).toBe('by the end of Wed 18 Nov 2026');
    expect(conference({ months: 1 })).toBe('by the end of Sun 18 Oct 2026');
    expect(conference({ hours: 48 })).toBe('before 10:00 on Tue 17 Nov 2026');
  });

  it('counts school days back over half-term, provisionally where terms are not known', () => {
    const event = (date: string) => said({ before: { schoolDays: 2 } }, date, aSchool());
    expect(event('2026-11-04T10:00:00Z')).toBe('by the end of Thu 22 Oct 2026');
    expect(event('2027-09-08T10:00:00Z')).toContain('provisionally');
  });

  it('ends when the office closes, and rolls off days on which nobody works', () => {
    const close = { at: '17:00', startAfterIt: 'sameDay' as const };
    expect(conference({ workingDays: 2 }, { close })).toBe('before 17:00 on Mon 16 Nov 2026');
    expect(conference({ calendarDays: 3 }, { close, roll: 'back' })).toBe('before 17:00 on Fri 13 Nov 2026');
    expect(conference({ calendarDays: 3 }, { roll: 'forward' })).toBe('by the end of Mon 16 Nov 2026');
  });

  it('is not rolled into the event itself', () => {
    const monday = { before: { calendarDays: 0 }, roll: 'forward' as const };
    expect(said(monday, '2026-11-16T10:00:00Z')).toBe('by the end of Sun 15 Nov 2026');
  });

  it('has a floor that no option moves later', () => {
    const options = { roll: 'forward', floor: { calendarDays: 3 } };
    expect(conference({ calendarDays: 3 }, options)).toBe('by the end of Sun 15 Nov 2026');
    expect(conference({ workingDays: 1 }, { floor: { workingDays: 2 } })).toBe(
      'by the end of Mon 16 Nov 2026',
    );
  });

  it('is moved by no pause', () => {
    const rule = { before: { workingDays: 2 } };
    const pauses = [{ from: at('2026-11-01T00:00:00Z'), to: null }];
    expect(dueOf(ENGLAND, rule, at('2026-11-19T10:00:00Z'), pauses)).toEqual(
      dueOf(ENGLAND, rule, at('2026-11-19T10:00:00Z')),
    );
  });
});

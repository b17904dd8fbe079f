import { describe, expect, it } from 'vitest';
import { at } from '../../test/a-school.ts';
import { describeDue } from './describe.ts';
import { dueOf } from './due-of.ts';
import type { ClockRule } from './due-of.ts';
import { ENGLAND } from './england/england.ts';

const said = (clock: ClockRule, start: string, ...pauses: (readonly [string, string | null])[]): string => {
  const stops = pauses.map(([from, to]) => ({ from: at(from), to: to === null ? null : at(to) }));
  const { due } = dueOf(ENGLAND, clock, at(start), stops);
  return due === null ? 'no due' : describeDue(ENGLAND, due);
};

const day1 = { within: { workingDays: 1 } } as const;
const OFFICE = { at: '17:00', startAfterIt: 'sameDay' } as const;
const NEXT_DAY = { at: '17:00', startAfterIt: 'nextDay' } as const;

describe('a lenient weekend start', () => {
  it('takes what begins on a day off as known on the next working day', () => {
    const lenient = { ...day1, weekendStart: 'lenient' } as const;
    expect(said(lenient, '2026-11-14T09:00:00Z')).toBe('by the end of Tue 17 Nov 2026');
    expect(said(lenient, '2026-12-25T09:00:00Z')).toBe('by the end of Wed 30 Dec 2026');
    expect(said(lenient, '2026-11-13T23:00:00Z')).toBe('by the end of Mon 16 Nov 2026');
  });

  it('means nothing to hours, calendar days and months', () => {
    for (const within of [{ hours: 24 }, { calendarDays: 1 }, { months: 1 }]) {
      const strict = said({ within }, '2026-11-14T09:00:00Z');
      expect(said({ within, weekendStart: 'lenient' }, '2026-11-14T09:00:00Z')).toBe(strict);
    }
  });
});

describe('an office that closes', () => {
  it('ends the day, and is late at that minute', () => {
    expect(dueOf(ENGLAND, { ...day1, close: OFFICE }, at('2026-11-16T09:00:00Z')).due).toBe(
      at('2026-11-17T17:00:00Z'),
    );
    expect(dueOf(ENGLAND, { ...day1, close: OFFICE }, at('2026-07-13T09:00:00Z')).due).toBe(
      at('2026-07-14T16:00:00Z'),
    );
  });

  it('may count what begins after it as of the next day', () => {
    expect(said({ ...day1, close: OFFICE }, '2026-11-16T18:00:00Z')).toBe('before 17:00 on Tue 17 Nov 2026');
    expect(said({ ...day1, close: NEXT_DAY }, '2026-11-16T16:59:59Z')).toBe(
      'before 17:00 on Tue 17 Nov 2026',
    );
    expect(said({ ...day1, close: NEXT_DAY }, '2026-11-16T17:00:00Z')).toBe(
      'before 17:00 on Wed 18 Nov 2026',
    );
  });

  it('counts a Friday evening as a Saturday, strictly or leniently', () => {
    expect(said({ ...day1, close: NEXT_DAY }, '2026-11-13T18:00:00Z')).toBe(
      'before 17:00 on Mon 16 Nov 2026',
    );
    expect(said({ ...day1, close: NEXT_DAY, weekendStart: 'lenient' }, '2026-11-13T18:00:00Z')).toBe(
      'before 17:00 on Tue 17 Nov 2026',
    );
  });

  it('never ends a day before the clock began', () => {
    expect(said({ within: { calendarDays: 0 }, close: OFFICE }, '2026-11-16T16:00:00Z')).toBe(
      'before 17:00 on Mon 16 Nov 2026',
    );
    expect(said({ within: { calendarDays: 0 }, close: OFFICE }, '2026-11-16T17:00:00Z')).toBe(
      'by the end of Mon 16 Nov 2026',
    );
  });

  it('means nothing to hours', () => {
    expect(said({ within: { hours: 3 }, close: NEXT_DAY }, '2026-11-16T18:00:00Z')).toBe(
      'before 21:00 on Mon 16 Nov 2026',
    );
  });
});

describe('a due day on which nobody works', () => {
  it('moves forward or back, or stays', () => {
    const within = { calendarDays: 3 };
    expect(said({ within }, '2026-04-01T09:00:00Z')).toBe('by the end of Sat 4 Apr 2026');
    expect(said({ within, roll: 'forward' }, '2026-04-01T09:00:00Z')).toBe('by the end of Tue 7 Apr 2026');
    expect(said({ within, roll: 'back' }, '2026-04-01T09:00:00Z')).toBe('by the end of Thu 2 Apr 2026');
    expect(said({ within: { months: 1 }, roll: 'forward' }, '2026-04-03T09:00:00Z')).toBe(
      'by the end of Tue 5 May 2026',
    );
  });

  it('is not moved back to before the clock began', () => {
    expect(said({ within: { calendarDays: 1 }, roll: 'back' }, '2026-11-14T09:00:00Z')).toBe(
      'by the end of Sun 15 Nov 2026',
    );
  });

  it('is any day to hours', () => {
    expect(said({ within: { hours: 24 }, roll: 'forward' }, '2026-11-13T09:00:00Z')).toBe(
      'before 09:00 on Sat 14 Nov 2026',
    );
  });
});

describe('a pause', () => {
  const MONDAY = '2026-11-16T09:00:00Z';
  const hours = { within: { hours: 4 } };

  it('takes its time out of hours', () => {
    expect(said(hours, MONDAY, ['2026-11-16T10:00:00Z', '2026-11-16T11:30:00Z'])).toBe(
      'before 14:30 on Mon 16 Nov 2026',
    );
    expect(said(hours, MONDAY, ['2026-11-15T10:00:00Z', '2026-11-16T10:00:00Z'])).toBe(
      'before 14:00 on Mon 16 Nov 2026',
    );
    expect(said(hours, MONDAY, ['2026-11-16T13:00:00Z', '2026-11-20T11:30:00Z'])).toBe(
      'before 13:00 on Mon 16 Nov 2026',
    );
  });

  it('counts once where two overlap, in whatever order they come', () => {
    expect(
      said(
        hours,
        MONDAY,
        ['2026-11-16T11:00:00Z', '2026-11-16T12:00:00Z'],
        ['2026-11-16T10:00:00Z', '2026-11-16T11:30:00Z'],
        ['2026-11-16T10:30:00Z', '2026-11-16T10:15:00Z'],
      ),
    ).toBe('before 15:00 on Mon 16 Nov 2026');
  });

  it('takes a day out of days when it lasts all of it', () => {
    const days = { within: { workingDays: 2 } };
    expect(said(days, MONDAY, ['2026-11-17T00:00:00Z', '2026-11-18T00:00:00Z'])).toBe(
      'by the end of Thu 19 Nov 2026',
    );
    expect(said(days, MONDAY, ['2026-11-17T00:00:01Z', '2026-11-18T00:00:00Z'])).toBe(
      'by the end of Wed 18 Nov 2026',
    );
    expect(said(days, MONDAY, ['2026-11-17T00:00:00Z', '2026-11-17T12:00:00Z'])).toBe(
      'by the end of Wed 18 Nov 2026',
    );
  });

  it('takes a day out when two make up all of it', () => {
    expect(
      said(
        { within: { workingDays: 2 } },
        MONDAY,
        ['2026-11-17T12:00:00Z', '2026-11-18T08:00:00Z'],
        ['2026-11-16T20:00:00Z', '2026-11-17T12:00:00Z'],
      ),
    ).toBe('by the end of Thu 19 Nov 2026');
  });

  it('leaves nobody late while it lasts: the day on which it ends is due instead', () => {
    expect(said(day1, MONDAY, ['2026-11-17T10:00:00Z', '2026-11-19T15:00:00Z'])).toBe(
      'by the end of Thu 19 Nov 2026',
    );
    expect(said(day1, MONDAY, ['2026-11-17T10:00:00Z', '2026-11-21T15:00:00Z'])).toBe(
      'by the end of Mon 23 Nov 2026',
    );
    expect(
      said({ within: { beforeNext: 'workingDay' } }, MONDAY, [
        '2026-11-16T10:00:00Z',
        '2026-11-17T15:00:00Z',
      ]),
    ).toBe('by the end of Tue 17 Nov 2026');
  });

  it('without an end leaves no due, unless it was due before', () => {
    expect(said(hours, MONDAY, ['2026-11-16T10:00:00Z', null])).toBe('no due');
    expect(said(day1, MONDAY, ['2026-11-17T10:00:00Z', null])).toBe('no due');
    expect(said(hours, MONDAY, ['2026-11-16T13:00:00Z', null])).toBe('before 13:00 on Mon 16 Nov 2026');
    expect(said(day1, MONDAY, ['2026-11-18T00:00:00Z', null])).toBe('by the end of Tue 17 Nov 2026');
  });

  it('that begins when it was due already, or later, moves nothing', () => {
    const back = { within: { calendarDays: 6 }, roll: 'back' } as const;
    expect(said(back, MONDAY)).toBe('by the end of Fri 20 Nov 2026');
    expect(said(back, MONDAY, ['2026-11-21T00:00:00Z', '2026-11-23T00:00:00Z'])).toBe(
      'by the end of Fri 20 Nov 2026',
    );
    expect(said(back, MONDAY, ['2026-11-21T00:00:00Z', null])).toBe('by the end of Fri 20 Nov 2026');
    expect(said(back, MONDAY, ['2026-11-20T12:00:00Z', '2026-11-23T00:00:00Z'])).toBe(
      'by the end of Tue 24 Nov 2026',
    );
  });

  it('over a night on which clocks change takes out what really passed', () => {
    expect(
      said({ within: { hours: 24 } }, '2026-10-24T11:00:00Z', [
        '2026-10-24T23:00:00Z',
        '2026-10-26T00:00:00Z',
      ]),
    ).toBe('before 12:00 on Mon 26 Oct 2026');
  });
});

describe('a floor', () => {
  const FRIDAY = '2026-11-13T18:00:00Z';
  const floor = { workingDays: 1 };

  it.each<[string, ClockRule, (readonly [string, string | null])[]]>([
    ['a lenient start', { ...day1, weekendStart: 'lenient', close: NEXT_DAY, floor }, []],
    ['a close after which the next day begins', { within: { workingDays: 2 }, close: NEXT_DAY, floor }, []],
    ['rolling forward', { within: { calendarDays: 30 }, roll: 'forward', floor }, []],
    ['a pause', { ...day1, floor }, [['2026-11-14T00:00:00Z', '2026-11-20T00:00:00Z']]],
    ['a pause without end', { ...day1, floor }, [['2026-11-14T00:00:00Z', null]]],
  ])('is not moved by %s', (_, clock, pauses) => {
    expect(said(clock, FRIDAY, ...pauses)).toBe('by the end of Mon 16 Nov 2026');
  });

  it('lets an option make it sooner', () => {
    expect(said({ ...day1, close: OFFICE, floor }, FRIDAY)).toBe('before 17:00 on Mon 16 Nov 2026');
    expect(said({ within: { hours: 24 }, floor }, FRIDAY)).toBe('before 18:00 on Sat 14 Nov 2026');
  });

  it('may itself be whichever is sooner', () => {
    const clock = { within: { months: 1 }, floor: { sooner: [{ hours: 48 }, { workingDays: 1 }] } };
    expect(said(clock, FRIDAY)).toBe('before 18:00 on Sun 15 Nov 2026');
  });
});

import { describe, expect, it } from 'vitest';
import { aSchool, at, dayOf } from '../../test/a-school.ts';
import type { CalendarSnapshot } from './calendar.ts';
import { ENGLAND } from './england/england.ts';
import { recomputed } from './recomputed.ts';

const clock = (id: string, start: string, within: object) =>
  ({ id, start: at(start), clock: { within: within as { workingDays: number } } }) as const;

describe('an edited calendar', () => {
  it('moves every clock that counted a day which is now a holiday, and says from when to when and why', () => {
    const asPlanned: CalendarSnapshot = {
      ...ENGLAND,
      holidays: ENGLAND.holidays.filter((day) => day !== dayOf('2020-05-08')).concat(dayOf('2020-05-04')),
    };
    const moved = recomputed(asPlanned, ENGLAND, [
      clock('over both', '2020-04-30T09:00:00Z', { workingDays: 10 }),
      clock('over the first', '2020-05-01T09:00:00Z', { workingDays: 1 }),
      clock('over the second', '2020-05-07T09:00:00Z', { workingDays: 1 }),
      clock('over neither', '2020-06-01T09:00:00Z', { workingDays: 5 }),
      clock('in hours', '2020-05-01T09:00:00Z', { hours: 300 }),
    ]);
    expect(moved).toEqual([
      {
        id: 'over the first',
        old: { due: at('2020-05-05T23:00:00Z'), provisional: false },
        new: { due: at('2020-05-04T23:00:00Z'), provisional: false },
        why: 'Was due by the end of Tue 5 May 2020, is due by the end of Mon 4 May 2020: Mon 4 May 2020 is no longer a bank holiday.',
      },
      {
        id: 'over the second',
        old: { due: at('2020-05-08T23:00:00Z'), provisional: false },
        new: { due: at('2020-05-11T23:00:00Z'), provisional: false },
        why: 'Was due by the end of Fri 8 May 2020, is due by the end of Mon 11 May 2020: Fri 8 May 2020 is now a bank holiday.',
      },
    ]);
  });

  it('moves clocks of school days only, for an INSET day', () => {
    const before = aSchool();
    const after = aSchool({ insetDays: [...(before.insetDays ?? []), dayOf('2026-11-17')] });
    const moved = recomputed(before, after, [
      clock('school', '2026-11-16T09:00:00Z', { schoolDays: 1 }),
      clock('next', '2026-11-16T09:00:00Z', { beforeNext: 'schoolDay' }),
      clock('work', '2026-11-16T09:00:00Z', { workingDays: 1 }),
    ]);
    expect(moved.map(({ id, why }) => [id, why])).toEqual([
      [
        'school',
        'Was due by the end of Tue 17 Nov 2026, is due by the end of Wed 18 Nov 2026: Tue 17 Nov 2026 is now an INSET day.',
      ],
      [
        'next',
        'Was due before 08:45 on Tue 17 Nov 2026, is due before 08:45 on Wed 18 Nov 2026: Tue 17 Nov 2026 is now an INSET day.',
      ],
    ]);
  });

  it('settles what was provisional when term dates are entered, moved or not', () => {
    const { terms = [] } = aSchool();
    const before = aSchool({ terms: terms.slice(0, 1) });
    const moved = recomputed(before, aSchool(), [
      clock('over half-term', '2026-10-22T09:00:00Z', { schoolDays: 2 }),
      clock('known before', '2026-10-21T09:00:00Z', { schoolDays: 1 }),
    ]);
    expect(moved).toEqual([
      {
        id: 'over half-term',
        old: { due: at('2026-10-27T00:00:00Z'), provisional: true },
        new: { due: at('2026-11-04T00:00:00Z'), provisional: false },
        why: 'Was due by the end of Mon 26 Oct 2026 (provisional), is due by the end of Tue 3 Nov 2026: term dates are known from Tue 1 Sep 2026 to Wed 21 Jul 2027.',
      },
    ]);
  });

  it('tells of a clock that it settles though the due stays', () => {
    const { terms = [] } = aSchool();
    const before = aSchool({ terms: terms.slice(0, 1) });
    const [settled, ...others] = recomputed(before, aSchool(), [
      clock('settled', '2026-11-05T09:00:00Z', { schoolDays: 2 }),
    ]);
    expect(others).toEqual([]);
    expect(settled).toMatchObject({
      old: { due: at('2026-11-10T00:00:00Z'), provisional: true },
      new: { due: at('2026-11-10T00:00:00Z'), provisional: false },
    });
  });

  it('says that a calendar is known for longer, and names the days that it knows now', () => {
    const known = { ...ENGLAND, to: dayOf('2026-12-31') };
    const knowing = [
      { ...known, from: dayOf('2020-02-01') },
      { ...known, to: dayOf('2026-12-01') },
    ].flatMap((before) =>
      recomputed(before, known, [
        clock('before it', '2020-01-06T09:00:00Z', { workingDays: 4 }),
        clock('after it', '2026-12-07T09:00:00Z', { workingDays: 4 }),
        clock('past both', '2026-12-21T09:00:00Z', { workingDays: 20 }),
      ]).map(({ id, why }) => [id, why.split(': ')[1]]),
    );
    const since = 'holidays are known from Wed 1 Jan 2020 to Thu 31 Dec 2026.';
    expect(knowing).toEqual([
      ['before it', since],
      ['after it', since],
      ['past both', 'Fri 25 Dec 2026 is now a bank holiday; Mon 28 Dec 2026 is now a bank holiday.'],
    ]);
  });

  it('names the day on which a clock began, where that is the one which changed', () => {
    const day = '2026-11-17';
    const after = { ...ENGLAND, holidays: [...ENGLAND.holidays, dayOf(day)].sort((a, b) => a - b) };
    const lenient = { within: { workingDays: 1 }, weekendStart: 'lenient' } as const;
    const [moved] = recomputed(ENGLAND, after, [
      { id: 'lenient', start: at(`${day}T09:00:00Z`), clock: lenient },
    ]);
    expect(moved?.why).toBe(
      'Was due by the end of Wed 18 Nov 2026, is due by the end of Thu 19 Nov 2026: Tue 17 Nov 2026 is now a bank holiday.',
    );
  });

  it('names days of school for clocks that count them, if only in their floor', () => {
    const before = aSchool();
    const after = aSchool({
      insetDays: [...(before.insetDays ?? []), dayOf('2026-11-17')],
      holidays: [...before.holidays, dayOf('2026-11-18')].sort((a, b) => a - b),
    });
    const start = at('2026-11-16T09:00:00Z');
    const within = { workingDays: 3 };
    const moved = recomputed(before, after, [
      { id: 'work', start, clock: { within } },
      { id: 'floor', start, clock: { within, floor: { schoolDays: 1 } } },
    ]);
    expect(moved.map(({ id, why }) => [id, why.split(': ')[1]])).toEqual([
      ['work', 'Wed 18 Nov 2026 is now a bank holiday.'],
      ['floor', 'Tue 17 Nov 2026 is now an INSET day; Wed 18 Nov 2026 is now a bank holiday.'],
    ]);
  });

  it('leaves a clock that was paused where it is, if no day on its way changed', () => {
    const after = { ...ENGLAND, holidays: [...ENGLAND.holidays, dayOf('2027-06-01')].sort((a, b) => a - b) };
    const pauses = [{ from: at('2026-11-17T09:00:00Z'), to: at('2026-11-19T09:00:00Z') }];
    const paused = { ...clock('paused', '2026-11-16T09:00:00Z', { hours: 72 }), pauses };
    expect(recomputed(ENGLAND, after, [paused])).toEqual([]);
  });

  it('moves no clock past its floor', () => {
    const after = { ...ENGLAND, holidays: [...ENGLAND.holidays, dayOf('2026-11-17')].sort((a, b) => a - b) };
    const running = {
      id: 1,
      start: at('2026-11-16T09:00:00Z'),
      clock: { within: { workingDays: 1 }, floor: { hours: 24 } },
    };
    expect(recomputed(ENGLAND, after, [running])).toEqual([]);
  });

  it('moves no floor where a trust closes its offices, and everything else', () => {
    const after = { ...ENGLAND, officesClosed: [dayOf('2026-11-17')] };
    const plain = clock('plain', '2026-11-16T09:00:00Z', { workingDays: 1 });
    const floor = { ...plain, id: 'floor', clock: { ...plain.clock, floor: { workingDays: 1 } } };
    const [moved, ...others] = recomputed(ENGLAND, after, [plain, floor]);
    expect([moved?.id, others]).toEqual(['plain', []]);
    expect(moved?.why).toMatch(/: Tue 17 Nov 2026 is now a day on which offices are closed\.$/);
    const [back] = recomputed(after, ENGLAND, [plain]);
    expect(back?.why).toMatch(/: Tue 17 Nov 2026 is no longer a day on which offices are closed\.$/);
    const national = { ...after, holidays: [...ENGLAND.holidays, dayOf('2026-11-17')] };
    expect(recomputed(after, national, [floor])[0]?.why).toMatch(
      /: Tue 17 Nov 2026 is now a bank holiday\.$/,
    );
  });

  it('names a few days of many', () => {
    const after = { ...ENGLAND, holidays: ENGLAND.holidays.filter((day) => day < dayOf('2027-01-01')) };
    const [moved] = recomputed(ENGLAND, after, [clock('long', '2026-12-01T09:00:00Z', { workingDays: 400 })]);
    expect(moved?.why).toMatch(/Fri 1 Jan 2027 is no longer a bank holiday; .*; and \d+ more days\.$/);
  });

  it('says that the clocks on the wall or the school day changed', () => {
    const winter = { ...ENGLAND, offsets: [[0, 0]] as [number, number][] };
    const [moved] = recomputed(ENGLAND, winter, [
      clock('summer', '2026-07-01T09:00:00Z', { calendarDays: 1 }),
    ]);
    expect(moved?.why).toContain('the clocks on the wall change at other times');
    const [earlier] = recomputed(aSchool(), aSchool({ schoolDayStarts: 480 }), [
      clock('next', '2026-11-16T09:00:00Z', { beforeNext: 'schoolDay' }),
    ]);
    expect(earlier?.why).toContain('school days begin at another time');
  });
});

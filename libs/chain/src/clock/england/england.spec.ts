import Holidays from 'date-holidays';
import { describe, expect, it } from 'vitest';
import { isWorkingDay } from '../working-days.ts';
import { localDay, offsetAt, startOfDay } from '../local.ts';
import { civilDate, DAY, dayNumber, isWeekend, weekday } from '../civil.ts';
import { ENGLAND } from './england.ts';

const day = (year: number, month: number, date: number): number => dayNumber({ year, month, day: date });

/** Easter Sunday by the Gregorian computus of Meeus, Jones and Butcher. */
function easter(year: number): number {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  return day(year, Math.floor((h + l - 7 * m + 114) / 31), ((h + l - 7 * m + 114) % 31) + 1);
}

const mondayFrom = (from: number): number => from + ((7 - weekday(from)) % 7);
const weekdayFrom = (from: number): number => (isWeekend(from) ? mondayFrom(from) : from);

/** The Act's holidays of a year, before any proclamation. */
function byRule(year: number): number[] {
  const christmas = weekdayFrom(day(year, 12, 25));
  const boxing = weekdayFrom(day(year, 12, 26));
  const both = christmas === boxing ? [christmas, christmas + 1] : [christmas, boxing];
  return [
    weekdayFrom(day(year, 1, 1)),
    easter(year) - 2,
    easter(year) + 1,
    mondayFrom(day(year, 5, 1)),
    mondayFrom(day(year, 5, 25)),
    mondayFrom(day(year, 8, 25)),
    ...both.sort((a, b) => a - b),
  ];
}

const inYear = (year: number): number[] => ENGLAND.holidays.filter((each) => civilDate(each).year === year);

describe("England's bank holidays", () => {
  it.each([2021, 2024, 2025, ...Array.from({ length: 10 }, (_, index) => 2026 + index)])(
    'of %i follow the Act',
    (year) => {
      expect(inYear(year)).toEqual(byRule(year).sort((a, b) => a - b));
    },
  );

  it.each([
    [2020, [day(2020, 5, 4)], [day(2020, 5, 8)]],
    [2022, [day(2022, 5, 30)], [day(2022, 6, 2), day(2022, 6, 3), day(2022, 9, 19)]],
    [2023, [], [day(2023, 5, 8)]],
  ])('of %i follow the Act and the proclamation', (year, removed, added) => {
    const expected = [...byRule(year).filter((each) => !removed.includes(each)), ...added];
    expect(inYear(year)).toEqual(expected.sort((a, b) => a - b));
  });

  it.each(Array.from({ length: 16 }, (_, index) => 2020 + index))(
    'of %i are those of date-holidays that fall on a weekday',
    (year) => {
      const listed = new Holidays('GB', 'ENG')
        .getHolidays(year)
        .filter(({ type }) => type === 'public' || type === 'bank')
        .map(({ date }) => Date.parse(date.slice(0, 10)) / DAY)
        .filter((each) => !isWeekend(each));
      expect(inYear(year)).toEqual([...new Set(listed)].sort((a, b) => a - b));
    },
  );

  it('are weekdays, ascending, and no working days', () => {
    expect(ENGLAND.holidays).toEqual([...new Set(ENGLAND.holidays)].sort((a, b) => a - b));
    expect(ENGLAND.holidays.filter((each) => isWeekend(each) || isWorkingDay(ENGLAND, each))).toEqual([]);
  });
});

describe("London's clocks", () => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    timeZoneName: 'longOffset',
  });
  const platformOffset = (instant: number): number => {
    const name = parts.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? '';
    const [, sign, hours, minutes] = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name) ?? [];
    return hours === undefined
      ? 0
      : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  };

  it('agree with the platform at every noon and midnight from 1996 to 2040', { timeout: 60_000 }, () => {
    const [first, last] = [day(1996, 1, 1) * DAY, day(2040, 12, 31) * DAY];
    const wrong: number[] = [];
    for (let instant = first; instant <= last; instant += DAY / 2) {
      if (offsetAt(ENGLAND, instant) !== platformOffset(instant)) wrong.push(instant);
    }
    expect(wrong).toEqual([]);
  });

  it('agree with the platform on both sides of every change', () => {
    for (const [instant] of ENGLAND.offsets.slice(1)) {
      expect(offsetAt(ENGLAND, instant)).toBe(platformOffset(instant));
      expect(offsetAt(ENGLAND, instant - 1)).toBe(platformOffset(instant - 1));
      expect(offsetAt(ENGLAND, instant)).not.toBe(offsetAt(ENGLAND, instant - 1));
    }
  });

  it('begin every day once, right after the one before has ended', () => {
    for (let each = day(1995, 12, 1); each <= day(2041, 2, 1); each += 1) {
      const start = startOfDay(ENGLAND, each);
      expect([localDay(ENGLAND, start), localDay(ENGLAND, start - 1)]).toEqual([each, each - 1]);
    }
  });
});

describe('a place whose clocks change at midnight', () => {
  it('begins a day that lacks its first hour when clocks go forward', () => {
    const change = day(2026, 3, 29) * DAY;
    const calendar = {
      ...ENGLAND,
      offsets: [
        [0, 0],
        [change, 60],
      ] as [number, number][],
    };
    expect(startOfDay(calendar, day(2026, 3, 29))).toBe(change);
  });

  it('begins a day only once when clocks go back over midnight', () => {
    const change = day(2026, 10, 25) * DAY;
    const calendar = {
      ...ENGLAND,
      offsets: [
        [0, 60],
        [change, 0],
      ] as [number, number][],
    };
    expect(startOfDay(calendar, day(2026, 10, 25))).toBe(change - 3_600_000);
    expect(startOfDay(calendar, day(2026, 10, 26))).toBe(change + DAY);
  });
});

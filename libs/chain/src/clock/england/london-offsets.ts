import type { CalendarSnapshot } from '../calendar.ts';
import { DAY, dayNumber, HOUR } from '../civil.ts';

const FIRST_YEAR = 1996;
const SUMMER_TIME = 60;

/**
 * The days of March on which clocks in London change, at 01:00 UTC: its last Sundays, as those of October, by the Summer
 * Time Order 2002 and the orders before it. A law that changes this changes the data, for cases opened afterwards.
 */
// prettier-ignore
const MARCH: readonly number[] = [
  31, 30, 29, 28, 26, // 1996 to 2000
  25, 31, 30, 28, 27, // 2001 to 2005
  26, 25, 30, 29, 28, // 2006 to 2010
  27, 25, 31, 30, 29, // 2011 to 2015
  27, 26, 25, 31, 29, // 2016 to 2020
  28, 27, 26, 31, 30, // 2021 to 2025
  29, 28, 26, 25, 31, // 2026 to 2030
  30, 28, 27, 26, 25, // 2031 to 2035
  30, 29, 28, 27, 25, // 2036 to 2040
];

/** The last Sunday of October is thirty or thirty-one weeks after that of March. */
const october = (march: number): number => (march < 29 ? march + 3 : march - 4);

const startsIn = dayNumber({ year: FIRST_YEAR, month: 1, day: 1 }) * DAY;

export const LONDON_OFFSETS: CalendarSnapshot['offsets'] = [
  [startsIn, 0],
  ...MARCH.flatMap((march, index): CalendarSnapshot['offsets'] => {
    const year = FIRST_YEAR + index;
    return [
      [dayNumber({ year, month: 3, day: march }) * DAY + HOUR, SUMMER_TIME],
      [dayNumber({ year, month: 10, day: october(march) }) * DAY + HOUR, 0],
    ];
  }),
];

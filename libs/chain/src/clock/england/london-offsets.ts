import type { CalendarSnapshot } from '../calendar.ts';
import { DAY, dayNumber, HOUR } from '../civil.ts';

const FIRST_YEAR = 1996;
const SUMMER_TIME = 60;

/**
 * The days of March and October on which clocks in London change, at 01:00 UTC: the last Sundays, by the Summer Time
 * Order 2002 and the orders before it. A law that changes this changes the data, for cases opened afterwards.
 */
// prettier-ignore
const CHANGES: readonly (readonly [march: number, october: number])[] = [
  [31, 27], [30, 26], [29, 25], [28, 31], [26, 29], // 1996 to 2000
  [25, 28], [31, 27], [30, 26], [28, 31], [27, 30], // 2001 to 2005
  [26, 29], [25, 28], [30, 26], [29, 25], [28, 31], // 2006 to 2010
  [27, 30], [25, 28], [31, 27], [30, 26], [29, 25], // 2011 to 2015
  [27, 30], [26, 29], [25, 28], [31, 27], [29, 25], // 2016 to 2020
  [28, 31], [27, 30], [26, 29], [31, 27], [30, 26], // 2021 to 2025
  [29, 25], [28, 31], [26, 29], [25, 28], [31, 27], // 2026 to 2030
  [30, 26], [28, 31], [27, 30], [26, 29], [25, 28], // 2031 to 2035
  [30, 26], [29, 25], [28, 31], [27, 30], [25, 28], // 2036 to 2040
];

const startsIn = dayNumber({ year: FIRST_YEAR, month: 1, day: 1 }) * DAY;

export const LONDON_OFFSETS: CalendarSnapshot['offsets'] = [
  [startsIn, 0],
  ...CHANGES.flatMap(([march, october], index): CalendarSnapshot['offsets'] => {
    const year = FIRST_YEAR + index;
    return [
      [dayNumber({ year, month: 3, day: march }) * DAY + HOUR, SUMMER_TIME],
      [dayNumber({ year, month: 10, day: october }) * DAY + HOUR, 0],
    ];
  }),
];

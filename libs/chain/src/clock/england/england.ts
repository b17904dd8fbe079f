import type { CalendarSnapshot } from '../calendar.ts';
import { dayNumber } from '../civil.ts';
import { ENGLAND_HOLIDAYS } from './bank-holidays.ts';
import { LONDON_OFFSETS } from './london-offsets.ts';

/** The calendar that ships: England's bank holidays 2020 to 2035, London's clocks 1996 to 2040. */
export const ENGLAND: CalendarSnapshot = {
  name: 'England',
  from: dayNumber({ year: 2020, month: 1, day: 1 }),
  to: dayNumber({ year: 2035, month: 12, day: 31 }),
  holidays: ENGLAND_HOLIDAYS,
  offsets: LONDON_OFFSETS,
};

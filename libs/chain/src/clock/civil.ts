import type { DayNumber } from './calendar.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface CivilDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

const DAYS_PER_ERA = 146_097;
/** Days from 1 March of year 0 to 1970-01-01: years that begin in March put the leap day last. */
const EPOCH = 719_468;

/** The day number of a date of the Gregorian calendar. */
export function dayNumber({ year, month, day }: CivilDate): DayNumber {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - EPOCH;
}

/** The date of a day number. */
export function civilDate(number: DayNumber): CivilDate {
  const shifted = number + EPOCH;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** 0 for Monday to 6 for Sunday. */
export function weekday(day: DayNumber): number {
  return (((day + 3) % 7) + 7) % 7;
}

export function isWeekend(day: DayNumber): boolean {
  return weekday(day) >= 5;
}

/** The same date so many months on, or the last day of that month where it has none. */
export function addMonths(day: DayNumber, months: number): DayNumber {
  const date = civilDate(day);
  const counted = date.year * 12 + date.month - 1 + months;
  const [year, month] = [Math.floor(counted / 12), counted - Math.floor(counted / 12) * 12 + 1];
  const first = dayNumber({ year, month, day: 1 });
  const next = dayNumber(
    month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 },
  );
  return Math.min(first + date.day, next) - 1;
}

/** Two digits at least. */
export const two = (number: number): string => String(number).padStart(2, '0');

/** "2026-01-02". */
export function written(date: number): string {
  const { year, month, day } = civilDate(date);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

import type { CalendarSnapshot, DayNumber, Instant } from './calendar.ts';
import { addMonths, civilDate, dayNumber, two, written } from './civil.ts';
import { localDay } from './local.ts';
import { daysOf } from './counted-days.ts';

/** How often something comes round: with each term of a school, or every so many months from a day on. */
export type Round = 'term' | { readonly months: number; readonly from: DayNumber };

/** One of the times that it comes round. */
export interface Turn {
  /** The same whatever is learned of the calendar meanwhile, so that what was done for it is found again. */
  readonly name: string;
  readonly from: DayNumber;
}

/** The turn that has begun at an instant; null between two terms, and before the first. */
export function turnAt(round: Round, calendar: CalendarSnapshot, now: Instant): Turn | null {
  const today = localDay(calendar, now);
  return round === 'term' ? termOn(calendar, today) : spanOn(round, today);
}

function spanOn({ months, from }: Exclude<Round, 'term'>, today: DayNumber): Turn | null {
  const [first, is] = [civilDate(from), civilDate(today)];
  const passed = Math.floor(((is.year - first.year) * 12 + is.month - first.month) / months);
  // The month may have come and its day not.
  const begun = [passed, passed - 1].map((count) => addMonths(from, count * months));
  const last = begun.find((day) => day <= today && day >= from);
  return last === undefined ? null : { name: written(last), from: last };
}

type MonthDay = readonly [month: number, day: number];
type Season = readonly [name: string, begins: MonthDay, usual: readonly [first: MonthDay, last: MonthDay]];

/**
 * The three terms of a school year in England, however many pieces a school has them in: in which part of the year one
 * begins, and its usual days, which stand in where a school's own are not known.
 */
const SEASONS: readonly Season[] = [
  [
    'spring',
    [1, 1],
    [
      [1, 6],
      [3, 27],
    ],
  ],
  [
    'summer',
    [3, 16],
    [
      [4, 20],
      [7, 17],
    ],
  ],
  [
    'autumn',
    [8, 1],
    [
      [9, 3],
      [12, 18],
    ],
  ],
];

function termOn(calendar: CalendarSnapshot, today: DayNumber): Turn | null {
  const { knownFrom, knownTo } = daysOf(calendar, 'schoolDay');
  const isKnown = today >= knownFrom && today <= knownTo;
  return isKnown ? ownTerm(calendar.terms ?? [], today) : usualTerm(today);
}

/** A half-term holiday lies within it. */
function ownTerm(terms: NonNullable<CalendarSnapshot['terms']>, today: DayNumber): Turn | null {
  const begun = terms.findLast(([first]) => first <= today);
  if (begun === undefined) return null;
  const name = nameOf(begun[0]);
  const parts = terms.filter(([first]) => nameOf(first) === name);
  const [from, to] = [parts[0]?.[0] ?? begun[0], parts.at(-1)?.[1] ?? begun[1]];
  return today <= to ? { name, from } : null;
}

function usualTerm(today: DayNumber): Turn | null {
  const [, , [first, last]] = seasonOf(today);
  const { year } = civilDate(today);
  const [from, to] = [dayIn(year, first), dayIn(year, last)];
  return today >= from && today <= to ? { name: nameOf(from), from } : null;
}

const dayIn = (year: number, [month, day]: MonthDay): DayNumber => dayNumber({ year, month, day });

const nameOf = (day: DayNumber): string => `${civilDate(day).year}-${seasonOf(day)[0]}`;

function seasonOf(day: DayNumber): Season {
  const { month, day: dayOfMonth } = civilDate(day);
  const at = Number(`${month}.${two(dayOfMonth)}`);
  const found = SEASONS.findLast(([, [m, d]]) => Number(`${m}.${two(d)}`) <= at);
  // The first begins with the year.
  return found ?? (SEASONS[0] as Season);
}

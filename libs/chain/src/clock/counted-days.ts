import type { CalendarSnapshot, DayNumber } from './calendar.ts';
import { isWeekend } from './civil.ts';

/** Days of one kind, numbered in order and without end either way, so that counting them takes no loop. */
export interface CountedDays {
  /** How many there are up to and including a day, from an arbitrary beginning: only differences mean anything. */
  upTo(day: DayNumber): number;
  /** The day on which that many are reached. */
  numbered(count: number): DayNumber;
  /** The days between which the calendar knows the kind; outside, something plainer stands in for it. */
  readonly knownFrom: DayNumber;
  readonly knownTo: DayNumber;
}

const ALL_DAYS: CountedDays = {
  upTo: (day) => day,
  numbered: (count) => count,
  knownFrom: -Infinity,
  knownTo: Infinity,
};

/** 1970 began on a Thursday, the fourth day of its week. */
const EPOCH_IN_WEEK = 3;

function weekdaysUpTo(day: DayNumber): number {
  const days = day + EPOCH_IN_WEEK;
  const weeks = Math.floor(days / 7);
  return weeks * 5 + Math.min(days - weeks * 7 + 1, 5);
}

function weekdayNumbered(count: number): DayNumber {
  const weeks = Math.floor((count - 1) / 5);
  return weeks * 2 + count - 1 - EPOCH_IN_WEEK;
}

/** Counts the days from `from` to `to` that satisfy a test, and every weekday outside. */
function counted(
  { from, to }: CalendarSnapshot,
  isCounted: (day: DayNumber) => boolean,
  known: Pick<CountedDays, 'knownFrom' | 'knownTo'>,
): CountedDays {
  // Numbered from the first, so that they fit.
  const days = new Int32Array(to - from + 1);
  const upTo = new Int32Array(to - from + 1);
  let many = 0;
  for (let day = from; day <= to; day += 1) {
    if (isCounted(day)) days[many++] = day - from;
    upTo[day - from] = many;
  }
  const before = weekdaysUpTo(from - 1);
  const all = before + many;
  const after = weekdaysUpTo(to) - all;
  return {
    upTo(day) {
      if (day < from) return weekdaysUpTo(day);
      return day > to ? weekdaysUpTo(day) - after : before + (upTo[day - from] ?? 0);
    },
    numbered(count) {
      if (count <= before) return weekdayNumbered(count);
      return count > all ? weekdayNumbered(count + after) : from + (days[count - before - 1] ?? 0);
    },
    ...known,
  };
}

export type DayKind = 'workingDay' | 'schoolDay' | 'day';
type Kinds = Readonly<Record<DayKind, CountedDays>>;

/** Snapshots are frozen by content hash, so what is derived from one may be kept as long as it lives. */
const kept = new WeakMap<CalendarSnapshot, Kinds>();

/** The days of a kind by this calendar. */
export function daysOf(calendar: CalendarSnapshot, kind: DayKind): CountedDays {
  const found = kept.get(calendar);
  if (found !== undefined) return found[kind];
  const made = { day: ALL_DAYS, workingDay: workingDays(calendar), schoolDay: schoolDays(calendar) };
  kept.set(calendar, made);
  return made[kind];
}

/** Days on which nobody works beside weekends. */
const daysOff = ({ holidays, officesClosed = [] }: CalendarSnapshot): DayNumber[] => [
  ...holidays,
  ...officesClosed,
];

/** Neither at a weekend nor a day off; outside its range a calendar knows weekends only. */
function workingDays(calendar: CalendarSnapshot): CountedDays {
  const off = new Set(daysOff(calendar));
  const { from, to } = calendar;
  return counted(calendar, (day) => !isWeekend(day) && !off.has(day), { knownFrom: from, knownTo: to });
}

/** Working days of a term that are no INSET days; where no term is known, working days stand in. */
function schoolDays(calendar: CalendarSnapshot): CountedDays {
  const { terms = [], insetDays = [], from, to } = calendar;
  const knownFrom = Math.max(from, terms[0]?.[0] ?? Infinity);
  const knownTo = Math.min(to, terms.at(-1)?.[1] ?? -Infinity);
  const off = new Set(daysOff(calendar));
  const closed = new Set([...off, ...insetDays]);
  const isSchoolDay = inTerms(terms, closed);
  return counted(
    calendar,
    (day) => !isWeekend(day) && (day < knownFrom || day > knownTo ? !off.has(day) : isSchoolDay(day)),
    { knownFrom, knownTo },
  );
}

/** Asked for days in ascending order. */
function inTerms(
  terms: readonly (readonly [DayNumber, DayNumber])[],
  closed: ReadonlySet<DayNumber>,
): (day: DayNumber) => boolean {
  let term = 0;
  return (day) => {
    while ((terms[term]?.[1] ?? Infinity) < day) term += 1;
    return day >= (terms[term]?.[0] ?? Infinity) && !closed.has(day);
  };
}

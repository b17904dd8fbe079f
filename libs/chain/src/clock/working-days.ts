import type { CalendarSnapshot, DayNumber } from './calendar.ts';
import { isWeekend } from './civil.ts';

interface WorkingDays {
  readonly holidays: ReadonlySet<DayNumber>;
  /** Every working day the calendar speaks for, ascending. */
  readonly days: readonly DayNumber[];
  /** For each day from `calendar.from` on: how many working days there are up to and including it. */
  readonly upTo: Int32Array;
}

/** Snapshots are frozen by content hash, so what is derived from one may be kept as long as it lives. */
const known = new WeakMap<CalendarSnapshot, WorkingDays>();

function workingDaysOf(calendar: CalendarSnapshot): WorkingDays {
  const kept = known.get(calendar);
  if (kept !== undefined) return kept;
  const holidays = new Set(calendar.holidays);
  const days: DayNumber[] = [];
  const upTo = new Int32Array(Math.max(0, calendar.to - calendar.from + 1));
  for (let day = calendar.from; day <= calendar.to; day += 1) {
    if (!isWeekend(day) && !holidays.has(day)) days.push(day);
    upTo[day - calendar.from] = days.length;
  }
  const made = { holidays, days, upTo };
  known.set(calendar, made);
  return made;
}

/** Whether a day is neither at a weekend nor a holiday. Outside its range a calendar knows weekends only. */
export function isWorkingDay(calendar: CalendarSnapshot, day: DayNumber): boolean {
  return !isWeekend(day) && !workingDaysOf(calendar).holidays.has(day);
}

/** The nth working day after a day, which itself never counts. */
export function workingDayAfter(calendar: CalendarSnapshot, day: DayNumber, n: number): DayNumber {
  const { days, upTo } = workingDaysOf(calendar);
  const before = upTo[day - calendar.from];
  const found = before === undefined ? undefined : days[before + n - 1];
  return found ?? step(calendar, day, n, 1);
}

/** The nth working day before a day, which itself never counts. */
export function workingDayBefore(calendar: CalendarSnapshot, day: DayNumber, n: number): DayNumber {
  return step(calendar, day, n, -1);
}

function step(calendar: CalendarSnapshot, from: DayNumber, n: number, by: 1 | -1): DayNumber {
  let day = from;
  for (let left = n; left > 0;) {
    day += by;
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return day;
}

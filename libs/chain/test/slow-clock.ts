import type { CalendarSnapshot } from '../src/clock/calendar.ts';
import type { ClockRule } from '../src/clock/due-of.ts';
import type { Length, Limit } from '../src/clock/length.ts';
import type { Pause } from '../src/clock/pauses.ts';
import { dateAt, dateOfDay, dayAfter, dayBefore, isAtWeekend, monthsFrom, timeOn } from './slow-london.ts';

/**
 * When a clock is due, worked out another way on purpose, to check the quick one by: dates are texts, days are walked one
 * by one, instants of paused time are cut into pieces. Slow, and sharing no code with what it checks.
 */
export interface SlowDue {
  readonly due: number | null;
  readonly provisional: boolean;
}

type Options = Pick<ClockRule, 'weekendStart' | 'close' | 'roll'>;
type Counts = (date: string) => boolean;

interface SlowCalendar {
  readonly isWorkingDay: Counts;
  readonly isSchoolDay: Counts;
  readonly knowsWork: Counts;
  readonly knowsSchool: Counts;
  readonly schoolDayStarts: number;
}

const read = new WeakMap<CalendarSnapshot, SlowCalendar>();
const readForFloors = new WeakMap<CalendarSnapshot, SlowCalendar>();

function calendarOf(snapshot: CalendarSnapshot, isForFloors: boolean): SlowCalendar {
  const all = isForFloors ? readForFloors : read;
  const known = all.get(snapshot);
  if (known !== undefined) return known;
  const [from, to] = [dateOfDay(snapshot.from), dateOfDay(snapshot.to)];
  const officesClosed = isForFloors ? [] : (snapshot.officesClosed ?? []);
  const holidays = new Set([...snapshot.holidays, ...officesClosed].map(dateOfDay));
  const inset = new Set((snapshot.insetDays ?? []).map(dateOfDay));
  const terms = (snapshot.terms ?? []).map((term) => term.map(dateOfDay));
  const termDates = terms.flat();
  const knowsWork = (date: string) => date >= from && date <= to;
  const isWorkingDay = (date: string) => !isAtWeekend(date) && !(knowsWork(date) && holidays.has(date));
  const knowsSchool = (date: string) =>
    knowsWork(date) &&
    termDates.length > 0 &&
    date >= (termDates[0] ?? '') &&
    date <= (termDates.at(-1) ?? '');
  const isTerm = (date: string) => terms.some(([first = '', last = '']) => date >= first && date <= last);
  const made = {
    isWorkingDay,
    knowsWork,
    knowsSchool,
    isSchoolDay: (date: string) =>
      isWorkingDay(date) && (!knowsSchool(date) || (isTerm(date) && !inset.has(date))),
    schoolDayStarts: snapshot.schoolDayStarts ?? 8 * 60 + 30,
  };
  all.set(snapshot, made);
  return made;
}

export function slowDue(
  snapshot: CalendarSnapshot,
  clock: ClockRule,
  start: number,
  pauses: readonly Pause[],
): SlowDue {
  const stops = pauses.filter(({ from, to }) => to === null || to > from);
  const isUnsure = 'before' in clock || clock.roll === 'back';
  const work = (
    calendar: SlowCalendar,
    limit: Limit,
    options: Options,
    paused: readonly Pause[],
    unsure: boolean,
  ): SlowDue => {
    if ('sooner' in limit) {
      return sooner(
        limit.sooner.map((each) => work(calendar, each, options, paused, unsure)),
        unsure,
      );
    }
    return 'before' in clock
      ? upTo(calendar, limit, options, start)
      : onFrom(calendar, limit, options, start, paused);
  };
  const limit = 'before' in clock ? clock.before : clock.within;
  const due = work(calendarOf(snapshot, false), limit, clock, stops, isUnsure);
  if (clock.floor === undefined) return due;
  const floor = work(calendarOf(snapshot, true), clock.floor, {}, [], 'before' in clock);
  return sooner([due, floor], isUnsure);
}

function sooner(all: readonly SlowDue[], isUnsure: boolean): SlowDue {
  const dues = all.flatMap(({ due }) => due ?? []);
  const due = dues.length === 0 ? null : Math.min(...dues);
  const first = all.filter((each) => each.due === due);
  return {
    due,
    provisional: isUnsure ? all.some((it) => it.provisional) : first.every((it) => it.provisional),
  };
}

type PlainLimit = Exclude<Limit, { sooner: unknown }>;

function onFrom(
  calendar: SlowCalendar,
  limit: PlainLimit,
  options: Options,
  start: number,
  pauses: readonly Pause[],
): SlowDue {
  if ('minutes' in limit) return { due: unpaused(start, limit.minutes * 60_000, pauses), provisional: false };
  if ('hours' in limit) return { due: unpaused(start, limit.hours * 3_600_000, pauses), provisional: false };
  if ('beforeNext' in limit) return nextOf(calendar, limit.beforeNext, start, pauses);
  return daysPausedInTime(calendar, limit, options, start, pauses);
}

/** Cuts time where pauses begin and end, and spends the length in the pieces that no pause covers. */
function unpaused(start: number, length: number, pauses: readonly Pause[]): number | null {
  const cuts = pauses.flatMap(({ from, to }) => [from, to ?? Infinity]).filter((cut) => cut > start);
  let left = length;
  let at = start;
  for (const cut of [...cuts, Infinity].sort((a, b) => a - b)) {
    const isPaused = pauses.some(({ from, to }) => from <= at && (to ?? Infinity) > at);
    if (!isPaused && at + left <= cut) return at + left;
    if (!isPaused) left -= cut - at;
    at = cut;
    if (at === Infinity) return null;
  }
  return null;
}

const isEndlessBy = (pauses: readonly Pause[], due: number): boolean =>
  pauses.some(({ from, to }) => to === null && from < due);
/** Whether the last moment before an instant was paused. */
const isPausedUntil = (pauses: readonly Pause[], due: number): boolean =>
  pauses.some(({ from, to }) => from < due && due <= (to ?? Infinity));

function isWhollyPaused(pauses: readonly Pause[], date: string): boolean {
  const end = timeOn(dayAfter(date), 0);
  let covered = timeOn(date, 0);
  while (covered < end) {
    const ends = pauses
      .filter(({ from, to }) => from <= covered && (to ?? Infinity) > covered)
      .map(({ to }) => to ?? Infinity);
    if (ends.length === 0) return false;
    covered = Math.max(...ends);
  }
  return true;
}

function kindOf(calendar: SlowCalendar, length: Length): { counts: Counts; knows: Counts } {
  if ('workingDays' in length) return { counts: calendar.isWorkingDay, knows: calendar.knowsWork };
  if ('schoolDays' in length) return { counts: calendar.isSchoolDay, knows: calendar.knowsSchool };
  return { counts: () => true, knows: () => true };
}

/** Only pauses that begin before it is due move it: taken in turn, as each may bring the next within reach. */
function daysPausedInTime(
  calendar: SlowCalendar,
  length: Length,
  options: Options,
  start: number,
  pauses: readonly Pause[],
): SlowDue {
  for (let inTime: readonly Pause[] = []; ;) {
    const answer = daysFrom(calendar, length, options, start, inTime);
    const { due } = answer;
    const reached = pauses.filter(({ from }) => due !== null && from < due);
    if (due === null || reached.length === inTime.length) return answer;
    inTime = reached;
  }
}

function daysFrom(
  calendar: SlowCalendar,
  length: Length,
  options: Options,
  start: number,
  pauses: readonly Pause[],
): SlowDue {
  const { counts, knows } = kindOf(calendar, length);
  const looked: string[] = [];
  let date = dateAt(start);
  const { close } = options;
  if (options.weekendStart === 'lenient') looked.push(date);
  if (close?.startAfterIt === 'nextDay' && start >= timeOn(date, minutesIn(close.at))) {
    date = dayAfter(date);
    if (options.weekendStart === 'lenient') looked.push(date);
  }
  while (options.weekendStart === 'lenient' && !counts(date)) looked.push((date = dayAfter(date)));

  let left = howMany(length, date);
  for (let isCandidate = left === 0; ;) {
    if (isCandidate && left === 0) {
      const due = lateFrom(calendar, date, options, start);
      if (isEndlessBy(pauses, due)) return { due: null, provisional: false };
      if (!isPausedUntil(pauses, due)) {
        const isKnown = looked.every(knows) && isRollKnown(calendar, date, options);
        return { due, provisional: !isKnown };
      }
    }
    date = dayAfter(date);
    looked.push(date);
    if (isEndlessBy(pauses, timeOn(date, 0))) return { due: null, provisional: false };
    isCandidate = counts(date) && !(pauses.length > 0 && isWhollyPaused(pauses, date));
    if (isCandidate && left > 0) left -= 1;
  }
}

function howMany(length: Length, from: string): number {
  if (!('months' in length)) return Object.values(length)[0] ?? 0;
  const until = monthsFrom(from, length.months);
  let days = 0;
  for (let date = from; date !== until; date = dayAfter(date)) days += 1;
  return days;
}

const minutesIn = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

function ends(date: string, { close }: Options): number {
  return close === undefined ? timeOn(dayAfter(date), 0) : timeOn(date, minutesIn(close.at));
}

function rollOf(calendar: SlowCalendar, date: string, { roll }: Options): string {
  let day = date;
  while (roll !== undefined && !calendar.isWorkingDay(day)) {
    day = roll === 'forward' ? dayAfter(day) : dayBefore(day);
  }
  return day;
}

function isRollKnown(calendar: SlowCalendar, date: string, options: Options): boolean {
  if (options.roll === undefined) return true;
  const [from = '', to = ''] = [date, rollOf(calendar, date, options)].sort();
  for (let day = from; day <= to; day = dayAfter(day)) if (!calendar.knowsWork(day)) return false;
  return true;
}

function lateFrom(calendar: SlowCalendar, date: string, options: Options, start: number): number {
  const candidates = [
    ends(rollOf(calendar, date, options), options),
    ends(date, options),
    timeOn(dayAfter(date), 0),
  ];
  return candidates.find((due) => due > start) ?? Number.NaN;
}

type Kind = 'schoolDay' | 'workingDay';

const isOf = (calendar: SlowCalendar, kind: Kind): Counts =>
  kind === 'schoolDay' ? calendar.isSchoolDay : calendar.isWorkingDay;
const knownOf = (calendar: SlowCalendar, kind: Kind): Counts =>
  kind === 'schoolDay' ? calendar.knowsSchool : calendar.knowsWork;
const beginsOn = (calendar: SlowCalendar, kind: Kind, date: string): number =>
  timeOn(date, kind === 'schoolDay' ? calendar.schoolDayStarts : 0);

function nextOf(calendar: SlowCalendar, kind: Kind, start: number, pauses: readonly Pause[]): SlowDue {
  const looked: string[] = [];
  for (let date = dateAt(start); ; date = dayAfter(date)) {
    looked.push(date);
    const begins = beginsOn(calendar, kind, date);
    if (!isOf(calendar, kind)(date) || begins <= start) continue;
    if (isEndlessBy(pauses, begins)) return { due: null, provisional: false };
    if (isPausedUntil(pauses, begins)) continue;
    return { due: begins, provisional: !looked.every(knownOf(calendar, kind)) };
  }
}

function upTo(calendar: SlowCalendar, limit: PlainLimit, options: Options, event: number): SlowDue {
  if ('minutes' in limit) return { due: event - limit.minutes * 60_000, provisional: false };
  if ('hours' in limit) return { due: event - limit.hours * 3_600_000, provisional: false };
  const today = dateAt(event);
  const looked: string[] = [];
  let date = today;
  if ('beforeNext' in limit) {
    const kind = limit.beforeNext;
    for (; ; date = dayBefore(date)) {
      looked.push(date);
      const begins = beginsOn(calendar, kind, date);
      if (isOf(calendar, kind)(date) && begins <= event) {
        return { due: begins, provisional: !looked.every(knownOf(calendar, kind)) };
      }
    }
  }
  const { counts, knows } = kindOf(calendar, limit);
  const goal = 'months' in limit ? monthsFrom(today, -limit.months) : null;
  let left = goal === null ? howMany(limit, today) : Infinity;
  while (left > 0 && date !== goal) {
    looked.push((date = dayBefore(date)));
    if (counts(date)) left -= 1;
  }
  const last = dayBefore(date);
  const due = ends(rollOf(calendar, last, options), options);
  const isKnown = looked.every(knows) && isRollKnown(calendar, last, options);
  return { due: due <= timeOn(today, 0) ? due : ends(last, options), provisional: !isKnown };
}

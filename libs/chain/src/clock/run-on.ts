import type { CalendarSnapshot, DayNumber, Instant } from './calendar.ts';
import { SCHOOL_DAY_STARTS } from './calendar.ts';
import { addMonths, HOUR, MINUTE } from './civil.ts';
import { daysOf } from './counted-days.ts';
import type { CountedDays, DayKind } from './counted-days.ts';
import { dayOfStart, endOfDay, firstFrom, isKnown, rolled } from './day-ends.ts';
import type { DayOptions } from './day-ends.ts';
import { soonerOf, soonerOfUnsure } from './due.ts';
import type { Due } from './due.ts';
import type { Length, Limit } from './length.ts';
import { atTime, localDay, startOfDay } from './local.ts';
import { elapsed, nthAfter, nthUnpaused, withoutPaused } from './pauses.ts';
import type { Pauses } from './pauses.ts';

/** A length that counts days or months. */
export type DayLength = Exclude<Length, { hours: number } | { minutes: number }>;

/** When a limit that runs on from a start is over. */
export function runOn(
  calendar: CalendarSnapshot,
  limit: Limit,
  start: Instant,
  options: DayOptions,
  pauses: Pauses,
): Due {
  if ('hours' in limit) return settled(elapsed(start, limit.hours * HOUR, pauses));
  if ('minutes' in limit) return settled(elapsed(start, limit.minutes * MINUTE, pauses));
  if ('beforeNext' in limit) return untilNext(calendar, limit.beforeNext, start, pauses);
  if (!('sooner' in limit)) return runOnInDays(calendar, limit, start, options, pauses);
  const sooner = options.roll === 'back' ? soonerOfUnsure : soonerOf;
  let first: Due | undefined;
  for (const each of limit.sooner) {
    const due = runOn(calendar, each, start, options, pauses);
    first = first === undefined ? due : sooner(first, due);
  }
  return first ?? settled(null);
}

const settled = (due: Instant | null): Due => ({ due, provisional: false });

/** Which days a length counts. Months come out as days: as many as there are up to the corresponding date. */
export function kindOf(length: DayLength): DayKind {
  if ('workingDays' in length) return 'workingDay';
  return 'schoolDays' in length ? 'schoolDay' : 'day';
}

/** How many of its days a length counts, on from a day or, for less than none, back. */
export function countOf(length: DayLength, from: DayNumber, direction: 1 | -1): number {
  if ('workingDays' in length) return length.workingDays;
  if ('schoolDays' in length) return length.schoolDays;
  if ('calendarDays' in length) return length.calendarDays;
  return direction * (addMonths(from, direction * length.months) - from);
}

function runOnInDays(
  calendar: CalendarSnapshot,
  length: DayLength,
  start: Instant,
  options: DayOptions,
  pauses: Pauses,
): Due {
  const days = daysOf(calendar, kindOf(length));
  const from = dayOfStart(calendar, days, start, options);
  const count = countOf(length, from, 1);
  const lastOn = (day: DayNumber): Instant => lastInstant(calendar, day, start, options);
  let counted = nthAfter(days, from, count);
  let [day, due] = [counted.day, lastOn(counted.day)];
  for (let index = 0; index < pauses.length; index += 1) {
    const pause = pauses[index];
    if (pause === undefined) break;
    // A pause that begins when it is due, or later, comes too late to move it.
    if (due <= pause.from) break;
    if (pause.to === Infinity) return { due: null, provisional: false };
    const before = counted;
    counted = withoutPaused(calendar, days, from, before, pause);
    // Most pauses take no whole day and are over before it is due.
    if (counted === before && counted.day === day && due > pause.to) continue;
    day = outside(calendar, days, counted.day, pauses, index, lastOn);
    due = lastOn(day);
  }
  const first = options.weekendStart === 'lenient' ? localDay(calendar, start) : from + 1;
  const isSettled = isKnown(days, first, day) && isRollKnown(calendar, day, options);
  return { due, provisional: !isSettled };
}

/** The first counting day, from one on, whose end no pause up to the latest covers: nothing falls due while it is paused. */
function outside(
  calendar: CalendarSnapshot,
  days: CountedDays,
  from: DayNumber,
  pauses: Pauses,
  latest: number,
  lastOn: (day: DayNumber) => Instant,
): DayNumber {
  let day = from;
  let due = lastOn(day);
  for (const [index, pause] of pauses.entries()) {
    if (index > latest) break;
    while (due > pause.from && due <= pause.to) {
      const after = Math.max(day, localDay(calendar, pause.to) - 1);
      day = nthUnpaused(calendar, days, after, 1, pauses.slice(0, latest + 1));
      due = lastOn(day);
    }
  }
  return day;
}

/** By when a due day is over: rolled, and closed, unless either would put it before the start. */
function lastInstant(
  calendar: CalendarSnapshot,
  day: DayNumber,
  start: Instant,
  options: DayOptions,
): Instant {
  const due = endOfDay(calendar, rolled(calendar, day, options), options);
  if (due > start) return due;
  const unrolled = endOfDay(calendar, day, options);
  return unrolled > start ? unrolled : startOfDay(calendar, day + 1);
}

export function isRollKnown(calendar: CalendarSnapshot, day: DayNumber, options: DayOptions): boolean {
  if (options.roll === undefined) return true;
  const last = rolled(calendar, day, options);
  return isKnown(daysOf(calendar, 'workingDay'), Math.min(day, last), Math.max(day, last));
}

/** The instant at which a day of a kind begins: school days when school does, working days at midnight. */
export function beginningOf(
  calendar: CalendarSnapshot,
  kind: 'schoolDay' | 'workingDay',
  day: DayNumber,
): Instant {
  if (kind === 'workingDay') return startOfDay(calendar, day);
  return atTime(calendar, day, calendar.schoolDayStarts ?? SCHOOL_DAY_STARTS);
}

/** The next time that a day of a kind begins, strictly after the start and outside every pause. */
function untilNext(
  calendar: CalendarSnapshot,
  kind: 'schoolDay' | 'workingDay',
  start: Instant,
  pauses: Pauses,
): Due {
  const days = daysOf(calendar, kind);
  const today = localDay(calendar, start);
  const next = nextBeginning(calendar, kind, days, today, start);
  let { day, due } = next;
  for (const pause of pauses) {
    if (due <= pause.from) break;
    if (pause.to === Infinity) return { due: null, provisional: false };
    if (due <= pause.to) {
      ({ day, due } = nextBeginning(calendar, kind, days, localDay(calendar, pause.to), pause.to));
    }
  }
  return { due, provisional: !isKnown(days, today, day) };
}

function nextBeginning(
  calendar: CalendarSnapshot,
  kind: 'schoolDay' | 'workingDay',
  days: CountedDays,
  from: DayNumber,
  after: Instant,
): { day: DayNumber; due: Instant } {
  const day = firstFrom(days, from);
  const due = beginningOf(calendar, kind, day);
  if (due > after) return { day, due };
  const next = firstFrom(days, day + 1);
  return { day: next, due: beginningOf(calendar, kind, next) };
}

import type { CalendarSnapshot, DayNumber, Instant } from './calendar.ts';
import type { CountedDays } from './counted-days.ts';
import { localDay, startOfDay } from './local.ts';

/** A clock stood still from an instant until another, or still does. */
export interface Pause {
  readonly from: Instant;
  readonly to: Instant | null;
}

/** In order, apart from one another; the last may have no end. */
export type Pauses = readonly { readonly from: Instant; readonly to: number }[];

export const NEVER_PAUSED: Pauses = [];

/** Pauses in order, those that touch as one. What ends before it begins is none. */
export function ordered(pauses: readonly Pause[]): Pauses {
  if (pauses.length === 0) return NEVER_PAUSED;
  if (areApart(pauses)) return pauses;
  const spans = pauses.filter(({ from, to }) => to === null || to > from);
  const joined: { from: Instant; to: number }[] = [];
  for (const { from, to } of spans.sort((a, b) => a.from - b.from)) {
    const until = to ?? Infinity;
    const last = joined.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, until);
    else joined.push({ from, to: until });
  }
  return joined;
}

/** As a case keeps them while none is running. */
function areApart(pauses: readonly Pause[]): pauses is Pauses {
  let end = -Infinity;
  for (const { from, to } of pauses) {
    if (to === null || to <= from || from <= end) return false;
    end = to;
  }
  return true;
}

/** So much elapsed time after the start, not counting what was paused. Null while a pause has no end. */
export function elapsed(start: Instant, length: number, pauses: Pauses): Instant | null {
  let due = start + length;
  for (const { from, to } of pauses) {
    if (from >= due) break;
    due += Math.max(0, to - Math.max(from, start));
  }
  return due === Infinity ? null : due;
}

/** How far counting has come: so many days of a kind, the last of which is that day. */
export interface Counted {
  readonly count: number;
  readonly day: DayNumber;
}

/** The nth of the days after a day. */
export function nthAfter(days: CountedDays, after: DayNumber, n: number): Counted {
  const count = days.upTo(after) + n;
  return { count, day: n === 0 ? after : days.numbered(count) };
}

/** The same without the days after one that a pause, later than those before it, took from beginning to end. */
export function withoutPaused(
  calendar: CalendarSnapshot,
  days: CountedDays,
  after: DayNumber,
  counted: Counted,
  pause: Pauses[number],
): Counted {
  if (pause.to === Infinity || pause.from >= startOfDay(calendar, counted.day + 1)) return counted;
  const first = Math.max(firstDayFrom(calendar, pause.from), after + 1);
  const last = localDay(calendar, pause.to) - 1;
  if (first > counted.day || last < first) return counted;
  const count = counted.count + days.upTo(last) - days.upTo(first - 1);
  return { count, day: days.numbered(count) };
}

/** The nth of the days after a day, leaving out those that were paused from their beginning to their end. */
export function nthUnpaused(
  calendar: CalendarSnapshot,
  days: CountedDays,
  after: DayNumber,
  n: number,
  pauses: Pauses,
): DayNumber {
  return pauses.reduce<Counted>(
    (counted, pause) => withoutPaused(calendar, days, after, counted, pause),
    nthAfter(days, after, n),
  ).day;
}

/** The first day that begins at or after an instant. */
function firstDayFrom(calendar: CalendarSnapshot, instant: Instant): DayNumber {
  const day = localDay(calendar, instant);
  return startOfDay(calendar, day) >= instant ? day : day + 1;
}

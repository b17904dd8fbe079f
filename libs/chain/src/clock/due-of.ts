import type { CalendarSnapshot, Instant } from './calendar.ts';
import { STRICT } from './day-ends.ts';
import type { DayOptions } from './day-ends.ts';
import { soonerOf, soonerOfUnsure } from './due.ts';
import type { Due } from './due.ts';
import type { Length, Limit } from './length.ts';
import { NEVER_PAUSED, ordered } from './pauses.ts';
import type { Pause } from './pauses.ts';
import { runOn } from './run-on.ts';
import { runUpTo } from './run-up.ts';

/** A clock that runs on from its start. */
export interface RunningRule extends DayOptions {
  readonly within: Limit;
  /** What none of the options, and no pause, moves later. */
  readonly floor?: Limit | undefined;
}

/** A clock that leads up to an event's date. */
export interface LeadingRule extends DayOptions {
  readonly before: Length;
  /** What a chain calls it; the due does not depend on it. */
  readonly event?: string | undefined;
  readonly floor?: Limit | undefined;
}

/** What of a chain's clock decides when it is due. */
export type ClockRule = RunningRule | LeadingRule;

/**
 * When a clock is due, with its options, its pauses and its floor. The start of one that leads up to an event is the
 * event's date, which no pause moves.
 */
export function dueOf(
  calendar: CalendarSnapshot,
  clock: ClockRule,
  start: Instant,
  pauses: readonly Pause[] = NEVER_PAUSED,
): Due {
  const due = withOptions(calendar, clock, start, pauses);
  if (clock.floor === undefined) return due;
  const sooner = 'before' in clock || clock.roll === 'back' ? soonerOfUnsure : soonerOf;
  return sooner(floorOf(calendar, clock, clock.floor, start), due);
}

/** When it would be due if it had no floor. */
export function withOptions(
  calendar: CalendarSnapshot,
  clock: ClockRule,
  start: Instant,
  pauses: readonly Pause[],
): Due {
  return 'before' in clock
    ? runUpTo(calendar, clock.before, start, clock)
    : runOn(calendar, clock.within, start, clock, ordered(pauses));
}

/** When its floor is due: strictly, and as if nothing had paused it and no trust had closed its offices. */
export function floorOf(calendar: CalendarSnapshot, clock: ClockRule, floor: Limit, start: Instant): Due {
  const open = neverClosed(calendar);
  return 'before' in clock
    ? runUpTo(open, floor, start, STRICT)
    : runOn(open, floor, start, STRICT, NEVER_PAUSED);
}

const openOf = new WeakMap<CalendarSnapshot, CalendarSnapshot>();

/** The calendar by which floors count: without the days on which a trust closed its offices. */
export function neverClosed(calendar: CalendarSnapshot): CalendarSnapshot {
  if (calendar.officesClosed === undefined) return calendar;
  const found = openOf.get(calendar);
  if (found !== undefined) return found;
  const made = { ...calendar, officesClosed: undefined };
  openOf.set(calendar, made);
  return made;
}

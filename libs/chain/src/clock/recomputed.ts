import type { CalendarSnapshot, Instant } from './calendar.ts';
import { calendarChanges } from './calendar-changes.ts';
import type { CalendarChange } from './calendar-changes.ts';
import { describeDue } from './describe.ts';
import { dueOf } from './due-of.ts';
import type { ClockRule } from './due-of.ts';
import type { Due } from './due.ts';
import type { Limit } from './length.ts';
import { localDay } from './local.ts';
import type { Pause } from './pauses.ts';

/** A clock that runs in a case, by whatever id its caller knows it. */
export interface RunningClockOf<Id> {
  readonly id: Id;
  readonly clock: ClockRule;
  readonly start: Instant;
  readonly pauses?: readonly Pause[];
}

/** A clock that an edit of the calendar moves, or of which it settles or unsettles the due. */
export interface Recomputed<Id> {
  readonly id: Id;
  readonly old: Due;
  readonly new: Due;
  readonly why: string;
}

/** Every clock that another calendar would move, in the order given. */
export function recomputed<Id>(
  before: CalendarSnapshot,
  after: CalendarSnapshot,
  clocks: readonly RunningClockOf<Id>[],
): Recomputed<Id>[] {
  const changes = calendarChanges(before, after);
  return clocks.flatMap((each) => {
    const { id, clock, start, pauses = [] } = each;
    const [old, now] = [dueOf(before, clock, start, pauses), dueOf(after, clock, start, pauses)];
    if (old.due === now.due && old.provisional === now.provisional) return [];
    return [{ id, old, new: now, why: whyMoved(before, after, each, [old, now], changes) }];
  });
}

const MOST_NAMED = 5;

function whyMoved(
  before: CalendarSnapshot,
  after: CalendarSnapshot,
  { clock, start }: RunningClockOf<unknown>,
  [old, now]: readonly [Due, Due],
  changes: readonly CalendarChange[],
): string {
  const instants = [start, old.due ?? start, now.due ?? start];
  const [first, last] = [localDay(after, Math.min(...instants)), localDay(after, Math.max(...instants))];
  const countsSchool = asksSchool('before' in clock ? clock.before : clock.within) || asksSchool(clock.floor);
  const causes = changes.filter(
    ({ day, isOfSchool }) => (countsSchool || !isOfSchool) && (day === null || (day >= first && day <= last)),
  );
  // What concerns days on the way says most, unless it is only known now what those days are.
  const isSettled = old.provisional !== now.provisional;
  const some = causes.filter(({ day }) => (day === null) === isSettled);
  const told = some.length > 0 ? some : causes;
  const more = told.length > MOST_NAMED ? [`and ${told.length - MOST_NAMED} more days`] : [];
  const sentences = told.slice(0, MOST_NAMED).map(({ sentence }) => sentence);
  return `Was ${said(before, old)}, is ${said(after, now)}: ${[...sentences, ...more].join('; ')}.`;
}

function said(calendar: CalendarSnapshot, { due, provisional }: Due): string {
  if (due === null) return 'not due';
  return `due ${describeDue(calendar, due)}${provisional ? ' (provisional)' : ''}`;
}

function asksSchool(limit: Limit | undefined): boolean {
  if (limit === undefined) return false;
  if ('sooner' in limit) return limit.sooner.some(asksSchool);
  return 'schoolDays' in limit || ('beforeNext' in limit && limit.beforeNext === 'schoolDay');
}

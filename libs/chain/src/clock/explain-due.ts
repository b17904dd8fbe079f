import type { CalendarSnapshot, Instant } from './calendar.ts';
import type { DayKind } from './counted-days.ts';
import { describeDay, describeDue, describeInstant, describeLength, END_OF_DAY } from './describe.ts';
import { dueOf, floorOf, neverClosed, withOptions } from './due-of.ts';
import type { ClockRule } from './due-of.ts';
import type { Due } from './due.ts';
import type { Limit } from './length.ts';
import { localDay, offsetAt, startOfDay } from './local.ts';
import { ordered } from './pauses.ts';
import type { Pause } from './pauses.ts';
import { skippedDays, skipRemarks, unknownRemark } from './remarks.ts';
import { kindOf } from './run-on.ts';
import { clocksRemark, isElapsed, sentenceOf } from './why.ts';

export interface Explained extends Due {
  /** One sentence: the rule, the due, and all that had a part in it. */
  readonly why: string;
}

/** When a clock is due, as `dueOf` says, and why then. */
export function explainDue(
  calendar: CalendarSnapshot,
  clock: ClockRule,
  start: Instant,
  pauses: readonly Pause[] = [],
): Explained {
  const answer = dueOf(calendar, clock, start, pauses);
  const due = answer.due === null ? 'not due while it stands still' : describeDue(calendar, answer.due);
  const remarks =
    answer.due === null
      ? pauseRemarks(calendar, pauses)
      : remarksOf({ calendar, clock, start, pauses, due: answer.due, provisional: answer.provisional });
  return { ...answer, why: sentenceOf(ruleOf(calendar, clock, start), due, remarks) };
}

/** '2 working days before Thu 19 Nov 2026', '24 hours or 1 working day from Fri 23 Oct 2026, 16:00, whichever is sooner' */
function ruleOf(calendar: CalendarSnapshot, clock: ClockRule, start: Instant): string {
  if ('before' in clock) {
    const day = localDay(calendar, start);
    const isDate = start === startOfDay(calendar, day);
    return `${describeLength(clock.before)} before ${isDate ? describeDay(day) : describeInstant(calendar, start)}`;
  }
  const from = `from ${describeInstant(calendar, start)}`;
  const [words, ...aside] = describeLength(clock.within).split(', ');
  const isEnd = 'beforeNext' in clock.within || words === END_OF_DAY;
  return [`${words ?? ''}${isEnd ? ',' : ''} ${from}`, ...aside].join(', ');
}

interface Asked {
  readonly calendar: CalendarSnapshot;
  readonly clock: ClockRule;
  readonly start: Instant;
  readonly pauses: readonly Pause[];
  readonly due: Instant;
  readonly provisional: boolean;
}

function remarksOf(asked: Asked): string[] {
  const { calendar, clock, start, due } = asked;
  const isFloor = floorDecides(asked);
  const limit = isFloor ? clock.floor : 'before' in clock ? clock.before : clock.within;
  const counted = isFloor ? { ...asked, calendar: neverClosed(calendar) } : asked;
  const plain = limit === undefined ? undefined : decisive(counted, limit, isFloor ? {} : clock);
  if (plain === undefined) return [];
  const which = limit !== plain ? [`${describeLength(plain)} is sooner`] : [];
  return [
    ...(isFloor ? [`nothing moves it past its floor, ${describeLength(clock.floor ?? plain)}`] : []),
    ...which,
    ...passedOver(counted, plain),
    ...(isElapsed(plain) ? clocksRemark((offsetAt(calendar, due) - offsetAt(calendar, start)) / 60_000) : []),
    ...(isFloor ? [] : optionRemarks(asked)),
    ...(asked.provisional ? [unknownRemark(calendar, dayKindOf(plain))] : []),
  ];
}

function floorDecides({ calendar, clock, start, pauses, due }: Asked): boolean {
  if (clock.floor === undefined || withOptions(calendar, clock, start, pauses).due === due) return false;
  return floorOf(calendar, clock, clock.floor, start).due === due;
}

/** The plain limit that came first among those of which the sooner counts. */
function decisive(asked: Asked, limit: Limit, options: object): Limit | undefined {
  if (!('sooner' in limit)) return limit;
  const { calendar, clock, start, pauses, due } = asked;
  const first = limit.sooner.find((each) => {
    if ('before' in clock) return floorOf(calendar, clock, each, start).due === due;
    const stops = options === clock ? pauses : [];
    return withOptions(calendar, { ...options, within: each }, start, stops).due === due;
  });
  return first === undefined ? undefined : decisive(asked, first, options);
}

function dayKindOf(limit: Limit): DayKind {
  if ('beforeNext' in limit) return limit.beforeNext;
  return isElapsed(limit) || 'sooner' in limit ? 'workingDay' : kindOf(limit);
}

function passedOver({ calendar, clock, start, due }: Asked, limit: Limit): string[] {
  if (isElapsed(limit)) return [];
  const [first, last] =
    'before' in clock
      ? [localDay(calendar, due), localDay(calendar, start) - 1]
      : [localDay(calendar, start) + 1, localDay(calendar, due - 1)];
  return skipRemarks(skippedDays(calendar, dayKindOf(limit), first, last));
}

/** An option is worth a remark where the due would be another without it. */
function optionRemarks(asked: Asked): string[] {
  const { calendar, clock, start, pauses, due } = asked;
  const without = (left: Partial<ClockRule>, stops = pauses): Instant | null =>
    withOptions(calendar, { ...clock, ...left } as ClockRule, start, stops).due;
  const { close, weekendStart } = clock;
  const isNextDay = close?.startAfterIt === 'nextDay';
  const unrolled = without({ roll: undefined });
  return [
    ...(isNextDay && without({ close: { ...close, startAfterIt: 'sameDay' } }) !== due
      ? [`it began after ${close.at}, so it counts as the next day's`]
      : []),
    ...(weekendStart === 'lenient' && without({ weekendStart: 'strict' }) !== due
      ? ['it began on a day that does not count, so it counts as known on the next that does']
      : []),
    ...(close !== undefined && without({ close: undefined }) !== due ? [`the day ends at ${close.at}`] : []),
    ...(unrolled !== due && unrolled !== null
      ? [`nobody works on ${describeDay(localDay(calendar, unrolled - 1))}, so it moves`]
      : []),
    ...(pauses.length > 0 && without({}, []) !== due ? pauseRemarks(calendar, pauses) : []),
  ];
}

const MOST_PAUSES = 3;

function pauseRemarks(calendar: CalendarSnapshot, pauses: readonly Pause[]): string[] {
  const all = ordered(pauses);
  const more = all.length > MOST_PAUSES ? [`${all.length - MOST_PAUSES} more pauses`] : [];
  const said = all.slice(0, MOST_PAUSES).map(({ from, to }) => {
    const since = describeInstant(calendar, from);
    return to === Infinity
      ? `paused since ${since}`
      : `paused from ${since} to ${describeInstant(calendar, to)}`;
  });
  return [...said, ...more];
}

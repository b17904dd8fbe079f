import { isAwayAt } from './scene.ts';
import type { Actor } from './scene.ts';
import { minutesOf } from './local-time.ts';
import type { Wait } from './scenario-words.ts';
import type { CalendarSnapshot, DayNumber, Instant } from '../clock/calendar.ts';
import { HOUR, MINUTE } from '../clock/civil.ts';
import { atTime, localDay, startOfDay } from '../clock/local.ts';
import { isSchoolDay, isWorkingDay } from '../clock/working-days.ts';

/** Whoever has not worked for so long never does, as far as a scenario goes. */
const MOST_DAYS = 800;

/** The next instant, now or later, at which somebody works; null where they never do. */
export function nextAtWork(calendar: CalendarSnapshot, actor: Actor, from: Instant): Instant | null {
  for (const [start] of shifts(calendar, actor, from)) return start;
  return null;
}

/** When somebody has worked for so long since an instant; null where they never will have. */
export function afterWork(
  calendar: CalendarSnapshot,
  actor: Actor,
  from: Instant,
  wait: Wait,
): Instant | null {
  if ('workingDays' in wait) return workingDaysOn(calendar, actor, from, wait.workingDays);
  let left = 'minutes' in wait ? wait.minutes * MINUTE : wait.hours * HOUR;
  for (const [start, end] of shifts(calendar, actor, from)) {
    if (end - start > left) return start + left;
    left -= end - start;
  }
  return null;
}

/** As they begin work on the nth working day after. */
function workingDaysOn(
  calendar: CalendarSnapshot,
  actor: Actor,
  from: Instant,
  days: number,
): Instant | null {
  let left = days;
  let day = localDay(calendar, from);
  while (left > 0) {
    day += 1;
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return nextAtWork(calendar, actor, startOfDay(calendar, day));
}

/** The stretches of time in which somebody works, from an instant on, with their absences taken out. */
function* shifts(calendar: CalendarSnapshot, actor: Actor, from: Instant): Generator<[Instant, Instant]> {
  const first = localDay(calendar, from);
  for (let day = first; day < first + MOST_DAYS; day += 1) {
    const shift = shiftOn(calendar, actor, day);
    if (shift === null) continue;
    const [start, end] = [Math.max(shift[0], from), shift[1]];
    const absence = actor.away.find((each) => each.from <= start && each.until >= end);
    if (absence?.until === Infinity) return;
    // A long absence is passed over in one step.
    if (absence !== undefined) day = Math.max(day, localDay(calendar, absence.until) - 1);
    else yield* present(actor, start, end);
  }
}

function shiftOn(calendar: CalendarSnapshot, { hours }: Actor, day: DayNumber): [Instant, Instant] | null {
  if (hours === 'always') return [startOfDay(calendar, day), startOfDay(calendar, day + 1)];
  if (hours.on === 'workingDays' && !isWorkingDay(calendar, day)) return null;
  if (hours.on === 'schoolDays' && !isSchoolDay(calendar, day)) return null;
  return [atTime(calendar, day, minutesOf(hours.from)), atTime(calendar, day, minutesOf(hours.until))];
}

/** A stretch without the parts of it in which somebody is away. */
function* present(actor: Actor, start: Instant, end: Instant): Generator<[Instant, Instant]> {
  const edges = actor.away
    .flatMap(({ from, until }) => [from, until])
    .filter((edge) => edge > start && edge < end)
    .sort((a, b) => a - b);
  const stops = [start, ...edges, end];
  for (const [index, stop] of stops.entries()) {
    const next = stops[index + 1];
    if (next !== undefined && next > stop && !isAwayAt(actor, stop)) yield [stop, next];
  }
}

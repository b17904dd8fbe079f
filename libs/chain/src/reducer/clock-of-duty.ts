import { instantOf } from './moments.ts';
import { lateRungs } from './rungs.ts';
import type { CaseState, Duty, Pause } from './state.ts';
import type { World } from './world.ts';
import type { CalendarSnapshot, Instant } from '../clock/calendar.ts';
import { atShare, beforeDue } from '../clock/due-at.ts';
import { STRICT } from '../clock/day-ends.ts';
import { dueOf } from '../clock/due-of.ts';
import type { ClockRule } from '../clock/due-of.ts';
import { clockAgain } from '../clock/recurring.ts';
import type { Moment } from '../language/moment.ts';
import type { Step } from '../language/step.ts';

type ClockFields = Pick<Duty, 'clockFrom' | 'dueAt' | 'provisional' | 'remindAt' | 'lateAt'>;

const NOT_RUNNING: ClockFields = {
  clockFrom: null,
  dueAt: null,
  provisional: false,
  remindAt: [],
  lateAt: [],
};

/** When a step came up, and for a later round of one that repeats, when the round before it was done. */
export interface Round {
  readonly openedAt: Instant;
  readonly lastDoneAt: Instant | null;
  /** What its clock ran from so far: what came before it may be done again, and gives nobody more time. */
  readonly runsFrom?: Instant;
  readonly pauses: readonly Pause[];
}

/** A duty's clock as it starts; not running while what starts it has not happened. */
export function startClock(
  world: World,
  state: CaseState,
  step: Step,
  round: Round,
  now: Instant,
): ClockFields {
  const clock = clockOf(step, round.lastDoneAt !== null);
  const from = round.lastDoneAt ?? clockStart(state, step, round);
  if (clock === undefined || from === null) return NOT_RUNNING;
  const { due, provisional } = dueOf(world.calendar, clock, from, round.pauses);
  return {
    clockFrom: from,
    dueAt: due,
    provisional,
    // One that would be past already is dropped: being told of the new duty is reminder enough.
    remindAt:
      due === null ? [] : plannedReminders(world, step, round, { from, due }).filter((at) => at > now),
    lateAt: due === null || isTheirs(step) ? [] : lateRungs(world.calendar, step, due, now),
  };
}

/** Every reminder of a duty's clock, those that are past included. */
export function plannedReminders(
  { calendar }: World,
  step: Step,
  { openedAt, lastDoneAt }: Pick<Round, 'openedAt' | 'lastDoneAt'>,
  { from, due }: { readonly from: Instant; readonly due: Instant },
): Instant[] {
  const clock = clockOf(step, lastDoneAt !== null);
  const isBefore = clock !== undefined && 'before' in clock;
  return remindersOf(calendar, step, isBefore ? openedAt : from, due);
}

/** Whether the time a step runs against is another party's. */
export function isTheirs(step: Step): boolean {
  return step.clock?.whose !== undefined;
}

/** What a duty's clock goes by: of a later round as long as the step says it repeats. */
export function clockOf({ clock, repeat }: Step, isLaterRound: boolean): ClockRule | undefined {
  return isLaterRound && repeat !== undefined ? clockAgain(clock ?? STRICT, repeat) : clock;
}

/** Whether a clock stands still. */
export function isStopped({ pauses }: Duty, now: Instant): boolean {
  const last = pauses.at(-1);
  return last !== undefined && (last.to === null || last.to > now);
}

function clockStart(state: CaseState, step: Step, round: Round): Instant | null {
  const { clock } = step;
  if (clock === undefined) return null;
  if ('event' in clock) {
    return Object.hasOwn(state.events, clock.event) ? (state.events[clock.event]?.date ?? null) : null;
  }
  if (clock.from === 'awareness') return state.awareAt;
  if (clock.from === 'opening') return round.openedAt;
  const from = momentOf(state, step, clock.from);
  return from === null ? null : Math.min(from, round.runsFrom ?? from);
}

function momentOf(state: CaseState, step: Step, from: 'after' | Moment): Instant | null {
  if (from !== 'after') return instantOf(from, state);
  return step.after === undefined ? state.awareAt : instantOf(lastOf(step, step.after), state);
}

/** What comes up each time runs from the last that happened, not from the first. */
const lastOf = ({ eachTime }: Step, after: Moment): Moment =>
  eachTime === true && 'any' in after ? { latest: after.any } : after;

/** Every reminder of a clock, ascending, each instant once. */
export function remindersOf(calendar: CalendarSnapshot, step: Step, from: Instant, due: Instant): Instant[] {
  const instants = step.remind.map((reminder) =>
    'atShare' in reminder ? atShare(from, due, reminder.atShare) : beforeDue(calendar, due, reminder.before),
  );
  return [...new Set(instants)].filter((at) => at > from && at < due).sort((a, b) => a - b);
}

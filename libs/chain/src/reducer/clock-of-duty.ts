import { instantOf } from './moments.ts';
import { lateRungs } from './rungs.ts';
import type { CaseState, Duty, Pause } from './state.ts';
import type { World } from './world.ts';
import type { CalendarSnapshot, Instant } from '../clock/calendar.ts';
import { atShare, beforeDue } from '../clock/due-at.ts';
import { dueOf } from '../clock/due-of.ts';
import type { Clock } from '../language/clock.ts';
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
  const clock = clockOf(step, round);
  const from = clock === undefined ? null : clockStart(state, step, clock, round);
  if (clock === undefined || from === null) return NOT_RUNNING;
  const { due, provisional } = dueOf(world.calendar, clock, from, round.pauses);
  return {
    clockFrom: from,
    dueAt: due,
    provisional,
    // One that would be past already is dropped: being told of the new duty is reminder enough.
    remindAt:
      due === null
        ? []
        : remindersOf(world.calendar, step, 'event' in clock ? round.openedAt : from, due).filter(
            (at) => at > now,
          ),
    lateAt: due === null || isTheirs(step) ? [] : lateRungs(world.calendar, step, due, now),
  };
}

/** Whether the time a step runs against is another party's. */
export function isTheirs(step: Step): boolean {
  return step.clock?.whose !== undefined;
}

/** A later round runs as long as the step says it repeats, whatever its first clock and the floor of that one were. */
function clockOf(step: Step, round: Round): Clock | undefined {
  if (round.lastDoneAt === null || step.repeat === undefined) return step.clock;
  return { ...step.clock, floor: undefined, within: step.repeat.every, from: 'opening' };
}

function clockStart(state: CaseState, step: Step, clock: Clock, round: Round): Instant | null {
  if (round.lastDoneAt !== null) return round.lastDoneAt;
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

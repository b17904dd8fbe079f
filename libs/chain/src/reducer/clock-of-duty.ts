import { dutyOf } from './duties.ts';
import type { CaseState, Duty } from './state.ts';
import type { LocalAuthoritySettings, World } from './world.ts';
import type { CalendarSnapshot, Instant } from '../clock/calendar.ts';
import { afterDue, atShare, beforeDue, dueAt } from '../clock/due-at.ts';
import type { Length } from '../clock/length.ts';
import type { Clock, Step } from '../language/chain.ts';

type ClockFields = Pick<Duty, 'clockFrom' | 'dueAt' | 'remindAt' | 'lateAt'>;

const NOT_RUNNING: ClockFields = { clockFrom: null, dueAt: null, remindAt: [], lateAt: [] };

/** How long a clock runs in this case: what the local authority sets comes before what the chain says. */
export function lengthOf(authority: LocalAuthoritySettings, clock: Clock): Length {
  const setting = clock.setBy?.localAuthority;
  return (setting === undefined ? undefined : authority[setting]) ?? clock.within;
}

/** A duty's clock as it starts; not running while what starts it has not happened. */
export function startClock(world: World, state: CaseState, step: Step, now: Instant): ClockFields {
  const { clock } = step;
  const from = clock === undefined ? null : clockStart(state, clock);
  if (clock === undefined || from === null) return NOT_RUNNING;
  const due = dueAt(world.calendar, from, lengthOf(world.authority, clock));
  return {
    clockFrom: from,
    dueAt: due,
    // One that would be past already is dropped: being told of the new duty is reminder enough.
    remindAt: remindersOf(world.calendar, step, from, due).filter((at) => at > now),
    lateAt: lateRungs(world, step, due),
  };
}

function clockStart(state: CaseState, clock: Clock): Instant | null {
  if (clock.from === 'awareness') return state.awareAt;
  if ('done' in clock.from) return timeOf(state, clock.from.done);
  const times = clock.from.lastDone.flatMap((step) => timeOf(state, step) ?? []);
  return times.length === 0 ? null : Math.max(...times);
}

/** When a step was done: as its doer said, else as it was recorded. */
function timeOf(state: CaseState, step: string): Instant | null {
  const duty = dutyOf(state, step);
  return duty === undefined ? null : (duty.happenedAt ?? duty.doneAt);
}

/** Every reminder of a clock, ascending, each instant once. */
export function remindersOf(calendar: CalendarSnapshot, step: Step, from: Instant, due: Instant): Instant[] {
  const instants = step.remind.map((reminder) =>
    'atShare' in reminder ? atShare(from, due, reminder.atShare) : beforeDue(calendar, due, reminder.before),
  );
  return [...new Set(instants)].filter((at) => at > from && at < due).sort((a, b) => a - b);
}

function lateRungs(world: World, step: Step, due: Instant): Duty['lateAt'] {
  return step.late
    .map(({ after }, rung) => ({
      at: after === undefined ? due : afterDue(world.calendar, due, after),
      rung,
    }))
    .sort((a, b) => a.at - b.at || a.rung - b.rung);
}

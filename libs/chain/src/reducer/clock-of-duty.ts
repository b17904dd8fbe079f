import { dutyOf } from './duties.ts';
import type { CaseState, Duty } from './state.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import { afterDue, atShare, beforeDue, dueAt } from '../clock/due-at.ts';
import type { Length } from '../clock/length.ts';
import type { Clock, Step } from '../language/chain.ts';

type ClockFields = Pick<Duty, 'clockFrom' | 'dueAt' | 'remindAt' | 'lateAt'>;

const NOT_RUNNING: ClockFields = { clockFrom: null, dueAt: null, remindAt: [], lateAt: [] };

/** How long a clock runs in this case: what the local authority sets comes before what the chain says. */
export function lengthOf(world: World, clock: Clock): Length {
  const setting = clock.setBy?.localAuthority;
  return (setting === undefined ? undefined : world.authority[setting]) ?? clock.within;
}

/** A duty's clock as it starts; not running while what starts it has not happened. */
export function startClock(world: World, state: CaseState, step: Step, now: Instant): ClockFields {
  const { clock } = step;
  const from = clock === undefined ? null : clockStart(state, clock);
  if (clock === undefined || from === null) return NOT_RUNNING;
  const due = dueAt(world.calendar, from, lengthOf(world, clock));
  return {
    clockFrom: from,
    dueAt: due,
    remindAt: reminders(world, step, from, due, now),
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

/** A reminder that would already be past is dropped: being told of the new duty is reminder enough. */
function reminders(world: World, step: Step, from: Instant, due: Instant, now: Instant): Instant[] {
  const instants = step.remind.map((reminder) =>
    'atShare' in reminder
      ? atShare(from, due, reminder.atShare)
      : beforeDue(world.calendar, due, reminder.before),
  );
  return [...new Set(instants)].filter((at) => at > now && at < due).sort((a, b) => a - b);
}

function lateRungs(world: World, step: Step, due: Instant): Duty['lateAt'] {
  return step.late
    .map(({ after }, rung) => ({
      at: after === undefined ? due : afterDue(world.calendar, due, after),
      rung,
    }))
    .sort((a, b) => a.at - b.at || a.rung - b.rung);
}

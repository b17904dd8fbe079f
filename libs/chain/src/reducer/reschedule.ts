import { plannedReminders, startClock } from './clock-of-duty.ts';
import { owedDuties } from './duties.ts';
import type { RescheduleEffect } from './event.ts';
import { changed } from './progress.ts';
import type { Progress } from './progress.ts';
import type { Duty } from './state.ts';
import { tellOwner } from './tell.ts';
import { isRepetition } from './times.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import { canonicalJson } from '../language/canonical-json.ts';
import type { Step } from '../language/step.ts';

/**
 * Works out again when every running clock is due, and says which have moved and why. What is late already stays late:
 * a breach is not undone by moving its deadline. What comes sooner than its owner was told is said as such, for its reminders
 * may be past. Where the due alone stays, what is counted from it may move, and nobody
 * need hear whether it is certain now.
 */
export function reschedule(
  world: World,
  progress: Progress,
  because: RescheduleEffect['because'],
  now: Instant,
): Progress {
  return owedDuties(world, progress.state).reduce(
    (soFar, [step, duty]) => rescheduleDuty(world, soFar, step, duty, because, now),
    progress,
  );
}

function rescheduleDuty(
  world: World,
  progress: Progress,
  step: Step,
  duty: Duty,
  because: RescheduleEffect['because'],
  now: Instant,
): Progress {
  if (duty.clockFrom === null || duty.state === 'late' || duty.theirLateAt !== null) return progress;
  const round = {
    openedAt: duty.openedAt,
    lastDoneAt: isRepetition(progress.state, duty) ? duty.clockFrom : null,
    runsFrom: duty.clockFrom,
    pauses: duty.pauses,
  };
  const clock = startClock(world, progress.state, step, round, now);
  // Time that is over for what need not be done is so already, and nobody was late.
  const isOver = step.optional && duty.dueAt === null && (clock.dueAt ?? now) <= now;
  if (clock.clockFrom === null || isOver) return progress;
  const moved = { ...duty, ...clock };
  if (clock.dueAt === duty.dueAt) {
    // A reminder that would have been sent by now is: of a due that stays nobody hears otherwise.
    const isOvertaken =
      clock.remindAt.length < duty.remindAt.length &&
      clock.dueAt !== null &&
      plannedReminders(world, step, round, { from: clock.clockFrom, due: clock.dueAt }).some(
        (at) => at <= now,
      );
    const kept = { ...moved, remindAt: isOvertaken ? [now, ...clock.remindAt] : clock.remindAt };
    return canonicalJson(kept) === canonicalJson(duty) ? progress : changed(progress, kept);
  }
  const next = { ...moved, version: duty.version + 1 };
  const effect: RescheduleEffect = {
    kind: 'reschedule',
    key: `${duty.key}/reschedule/${next.version}`,
    at: now,
    step: duty.key,
    was: duty.dueAt,
    is: clock.dueAt,
    because,
  };
  const isSooner = clock.dueAt !== null && duty.dueAt !== null && clock.dueAt < duty.dueAt;
  const told = isSooner ? 'broughtForward' : 'rescheduled';
  return changed(progress, next, effect, tellOwner(next, told, `rescheduled/${next.version}`, now));
}

import type { CaseEvent, Learned } from './event.ts';
import { openChild } from './open-child.ts';
import { changed } from './progress.ts';
import type { Progress } from './progress.ts';
import type { CaseState, Duty, DutyState } from './state.ts';
import type { World } from './world.ts';
import { reschedule } from './reschedule.ts';
import { recordedAs } from './times.ts';
import type { Instant } from '../clock/calendar.ts';
import { own } from '../language/own.ts';
import type { Step } from '../language/step.ts';

/** Nobody here did what another party has confirmed. */
type Done = Pick<Extract<CaseEvent, { type: 'done' }>, 'outcome' | 'happenedAt'> & {
  readonly by: string | null;
};

/** A duty that has been done. */
export function doneDuty(duty: Duty, { by, outcome, happenedAt }: Done, now: Instant): Duty {
  return {
    ...duty,
    state: stateWhenDone(duty, happenedAt ?? now, now),
    version: duty.version + 1,
    remindAt: [],
    unacknowledgedAt: [],
    lateAt: [],
    asked: null,
    doneAt: now,
    happenedAt: happenedAt ?? null,
    doneBy: by,
    outcome: outcome ?? null,
  };
}

/** Another party's time says nothing of ours: what they owed is met whenever their answer is recorded. */
function stateWhenDone({ dueAt, theirLateAt }: Duty, happenedAt: Instant, now: Instant): DutyState {
  if (dueAt === null || theirLateAt !== null || now < dueAt) return 'met';
  return happenedAt < dueAt ? 'recordedLate' : 'metLate';
}

/** Everything that follows at once from a duty's being done: what was learned, and the case it opens. */
export function finish(
  world: World,
  progress: Progress,
  step: Step,
  done: Duty,
  learned: Learned | null | undefined,
  now: Instant,
): Progress {
  const known = learn(world, changed(progress, done), learned ?? {}, now);
  return openChild(known, step, done, 'done', now);
}

/** Keeps answers, dates and appointments; a date that has moved moves the clocks that lead up to it. */
export function learn(world: World, progress: Progress, learned: Learned, now: Instant): Progress {
  const { state } = progress;
  const next: CaseState = {
    ...state,
    facts: { ...state.facts, ...learned.facts },
    appointed: { ...state.appointed, ...learned.appointed },
    events: { ...state.events, ...dated(state, learned.dates ?? {}, now) },
  };
  return reschedule(world, { ...progress, state: next }, 'date', now);
}

/** The same date once more is no other one. */
function dated(
  state: CaseState,
  dates: Readonly<Record<string, Instant>>,
  now: Instant,
): CaseState['events'] {
  return Object.fromEntries(
    Object.entries(dates)
      .filter(([event, date]) => own(state.events, event)?.date !== date)
      .map(([event, date]) => [event, recordedAs(state, event, now, date)]),
  );
}

import { startClock } from './clock-of-duty.ts';
import { isTrue } from './condition.ts';
import { dutyKey, isOwed, lastRound, owedDuties } from './duties.ts';
import { keepPersonal, forbiddenPersons } from './keep-owners.ts';
import { instantOf } from './moments.ts';
import { openChild } from './open-child.ts';
import { absentBefore, ownerAfter, peopleFor } from './owner.ts';
import { changed } from './progress.ts';
import type { Progress } from './progress.ts';
import { unacknowledgedRungs } from './rungs.ts';
import type { CaseState, Duty } from './state.ts';
import { tellNewOwner } from './tell.ts';
import { hasComeAnew, timesOf } from './times.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Step } from '../language/step.ts';

/** Opens every step that has become owed; `doer` is whose act made it so. */
export function openSteps(world: World, progress: Progress, now: Instant, doer: string | null): Progress {
  return world.chain.steps.reduce((soFar, step) => {
    const last = lastRound(soFar.state, step.id);
    const isNew = last === undefined || (!isOwed(last) && hasComeAnew(step, soFar.state, last));
    return isNew && hasCome(world, soFar.state, step)
      ? openRound(world, soFar, step, now, doer, last === undefined ? null : { last, from: null })
      : soFar;
  }, progress);
}

/** Opens every round that has come up again, before anything else is drawn from the one before: it has not ended yet. */
export function openRoundsAgain(
  world: World,
  progress: Progress,
  now: Instant,
  doer: string | null,
): Progress {
  return world.chain.steps.reduce((soFar, step) => {
    const last = lastRound(soFar.state, step.id);
    return last !== undefined && comesAgain(world, soFar.state, step, last)
      ? openRound(world, soFar, step, now, doer, { last, from: last.happenedAt ?? last.doneAt })
      : soFar;
  }, progress);
}

/** Whether what a step waits for has happened and is so. */
export function hasCome(world: World, state: CaseState, { after, when, until }: Step): boolean {
  return (
    (after === undefined || instantOf(after, state) !== null) &&
    (when === undefined || isTrue(when, world, state)) &&
    (until === undefined || !isTrue(until, world, state))
  );
}

function comesAgain(world: World, state: CaseState, step: Step, last: Duty): boolean {
  if (step.repeat === undefined || last.doneAt === null || hasComeAnew(step, state, last)) return false;
  return !isTrue(step.repeat.until, world, state);
}

/** The round before, and of a step that repeats when it was done: from then the clock of this one runs. */
interface Again {
  readonly last: Duty;
  readonly from: Instant | null;
}

export function openRound(
  world: World,
  progress: Progress,
  step: Step,
  now: Instant,
  doer: string | null,
  again: Again | null,
): Progress {
  const duty = newDuty(world, progress.state, step, now, doer, again);
  const given = changed(progress, duty, tellNewOwner(duty, now));
  const opened = step.personal ? keepPersonal(world, given, step, duty, now) : given;
  return openChild(opened, step, duty, 'opening', now);
}

function newDuty(
  world: World,
  state: CaseState,
  step: Step,
  now: Instant,
  doer: string | null,
  again: Again | null,
): Duty {
  // A step that looks at others' acts goes by its ladder: it is there for a second pair of eyes.
  const heir = step.otherThanDoerOf.length === 0 && !step.personal ? doer : null;
  const forbidden = forbiddenPersons(world, state, step);
  const owner = ownerAfter(heir, step.owner, peopleFor(step, world, state), state, forbidden);
  const round = (again?.last.round ?? 0) + 1;
  return {
    ...BLANK,
    key: dutyKey(step.id, round),
    step: step.id,
    round,
    ...timesWhenOpened(state, step, again),
    openedAt: now,
    owner,
    inPlaceOf: owner?.person === heir ? null : absentBefore(owner, step.owner, world, state, forbidden),
    ...startClock(world, state, step, { openedAt: now, lastDoneAt: again?.from ?? null, pauses: [] }, now),
    unacknowledgedAt: unacknowledgedRungs(world.calendar, step, now),
  };
}

function timesWhenOpened(state: CaseState, step: Step, again: Again | null): Pick<Duty, 'times'> {
  if (step.eachTime !== true || step.after === undefined) return {};
  const isRepetition = again !== null && again.from !== null;
  return { times: (isRepetition ? again.last.times : undefined) ?? timesOf(step.after, state) };
}

const BLANK = {
  state: 'open',
  version: 1,
  acknowledgedAt: null,
  pauses: [],
  breachedAt: null,
  theirLateAt: null,
  absence: null,
  asked: null,
  doneAt: null,
  endedAt: null,
  happenedAt: null,
  doneBy: null,
  outcome: null,
  reason: null,
  bypassed: false,
  agreedBy: [],
} as const;

/** Starts the clocks of open duties that were waiting for something to happen. */
export function startWaitingClocks(world: World, progress: Progress, now: Instant): Progress {
  return owedDuties(world, progress.state).reduce((soFar, [step, duty]) => {
    if (step.clock === undefined || duty.clockFrom !== null) return soFar;
    const { openedAt, pauses } = duty;
    const clock = startClock(world, soFar.state, step, { openedAt, lastDoneAt: null, pauses }, now);
    return clock.clockFrom === null
      ? soFar
      : changed(soFar, { ...duty, ...clock, version: duty.version + 1 });
  }, progress);
}

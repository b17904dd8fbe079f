import { startClock } from './clock-of-duty.ts';
import { dutyOf, owedDuties } from './duties.ts';
import { holds } from './holds.ts';
import { forbiddenPersons } from './keep-owners.ts';
import { ownerAfter } from './owner.ts';
import { changed } from './progress.ts';
import type { Progress } from './progress.ts';
import { tellNewOwner } from './tell.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Step } from '../language/chain.ts';

/** Opens every step whose condition holds for the first time; `doer` is whose act made it so. */
export function openSteps(world: World, progress: Progress, now: Instant, doer: string | null): Progress {
  return world.chain.steps.reduce(
    (soFar, step) =>
      dutyOf(soFar.state, step.id) === undefined && (step.when === undefined || holds(step.when, soFar.state))
        ? openStep(world, soFar, step, now, doer)
        : soFar,
    progress,
  );
}

function openStep(world: World, progress: Progress, step: Step, now: Instant, doer: string | null): Progress {
  const { state } = progress;
  // A step that looks at others' acts goes by its ladder: it is there for a second pair of eyes.
  const heir = step.otherThanDoerOf.length === 0 ? doer : null;
  const duty = {
    step: step.id,
    state: 'open',
    version: 1,
    openedAt: now,
    owner: ownerAfter(heir, step.owner, world.people, forbiddenPersons(state, step)),
    ...startClock(world, state, step, now),
    breachedAt: null,
    doneAt: null,
    happenedAt: null,
    doneBy: null,
    outcome: null,
  } as const;
  return changed(progress, duty, tellNewOwner(duty, now));
}

/** Starts the clocks of open duties that were waiting for another step to be done. */
export function startWaitingClocks(world: World, progress: Progress, now: Instant): Progress {
  return owedDuties(world, progress.state).reduce((soFar, [step, duty]) => {
    if (step.clock === undefined || duty.clockFrom !== null) return soFar;
    const clock = startClock(world, soFar.state, step, now);
    return clock.clockFrom === null
      ? soFar
      : changed(soFar, { ...duty, ...clock, version: duty.version + 1 });
  }, progress);
}

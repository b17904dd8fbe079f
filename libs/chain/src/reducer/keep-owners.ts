import { dutyOf, owedDuties } from './duties.ts';
import { isStillAble, resolveOwner } from './owner.ts';
import { changed } from './progress.ts';
import type { Progress } from './progress.ts';
import type { CaseState, Duty } from './state.ts';
import { tellNewOwner } from './tell.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Step } from '../language/chain.ts';

/** Who did the steps whose doer may not do this one. */
export function forbiddenPersons(state: CaseState, step: Step): string[] {
  return step.otherThanDoerOf.flatMap((id) => dutyOf(state, id)?.doneBy ?? []);
}

/** Gives every duty still owed whose owner can no longer act, or that has none, to the next who can. */
export function keepOwners(world: World, progress: Progress, at: Instant): Progress {
  return owedDuties(world, progress.state).reduce(
    (soFar, [step, duty]) => keepOwner(world, soFar, step, duty, at),
    progress,
  );
}

function keepOwner(world: World, progress: Progress, step: Step, duty: Duty, at: Instant): Progress {
  const forbidden = forbiddenPersons(progress.state, step);
  if (duty.owner !== null && isStillAble(duty.owner, world.people, forbidden)) return progress;
  const owner = resolveOwner(step.owner, world.people, forbidden);
  if (owner === null && duty.owner === null) return progress;
  const next = { ...duty, owner, version: duty.version + 1 };
  return changed(progress, next, tellNewOwner(next, at));
}

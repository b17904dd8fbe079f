import { lastRound, owedDuties } from './duties.ts';
import { isStillAble, resolveOwner } from './owner.ts';
import { changed } from './progress.ts';
import type { Progress } from './progress.ts';
import type { CaseState, Duty } from './state.ts';
import { personsInLine } from './subject-line.ts';
import { LEADERS, tellNewOwner } from './tell.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Step } from '../language/step.ts';

/** Who may not own a step though they stand on its ladder: whoever did what it looks at, and the subject's line. */
export function forbiddenPersons(world: World, state: CaseState, step: Step): string[] {
  return [...doersOf(state, step), ...personsInLine(world, step)];
}

/** Who did the steps whose doer may not do this one, or agreed to their being done. */
export function doersOf(state: CaseState, step: Step): string[] {
  return step.otherThanDoerOf.flatMap((id) => {
    const { doneBy = null, agreedBy = [] } = lastRound(state, id) ?? {};
    return doneBy === null ? [] : [doneBy, ...agreedBy];
  });
}

/** Gives every duty still owed whose owner can no longer act, or that has none, to the next who can. */
export function keepOwners(world: World, progress: Progress, at: Instant): Progress {
  return owedDuties(world, progress.state).reduce(
    (soFar, [step, duty]) =>
      step.personal && duty.owner !== null
        ? alertAbsence(world, soFar, step, duty, at)
        : keepOwner(world, soFar, step, duty, at),
    progress,
  );
}

function keepOwner(world: World, progress: Progress, step: Step, duty: Duty, at: Instant): Progress {
  const { state } = progress;
  const forbidden = forbiddenPersons(world, state, step);
  if (duty.owner !== null && isStillAble(duty.owner, world, state, forbidden)) return progress;
  const owner = resolveOwner(step.owner, world, state, forbidden);
  if (owner === null && duty.owner === null) return progress;
  const next = { ...duty, owner, acknowledgedAt: null, version: duty.version + 1 };
  return changed(progress, next, tellNewOwner(next, at));
}

/** A personal duty stays where the law puts it. The leaders hear once that its owner is away. */
function alertAbsence(world: World, progress: Progress, step: Step, duty: Duty, at: Instant): Progress {
  if (duty.owner === null || duty.absenceToldAt !== null) return progress;
  if (isStillAble(duty.owner, world, progress.state, [])) return progress;
  return changed(
    progress,
    { ...duty, absenceToldAt: at },
    {
      kind: 'tell',
      key: `${duty.key}/personal-away`,
      at,
      because: 'personalAway',
      step: step.id,
      to: { roles: LEADERS },
    },
  );
}

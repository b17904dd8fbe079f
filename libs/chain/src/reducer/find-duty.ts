import { dutyOf, isOwed, stepOf } from './duties.ts';
import { forbiddenPersons } from './keep-owners.ts';
import { holdsOneOf, isExcluded } from './owner.ts';
import { refuse } from './refuse.ts';
import type { Refused } from './refuse.ts';
import type { CaseState, Duty } from './state.ts';
import type { World } from './world.ts';
import type { Step } from '../language/chain.ts';

export interface Found {
  readonly step: Step;
  readonly duty: Duty;
}

/** The duty an act means, if it is there, still owed, as the person saw it, and theirs to act on. */
export function findDuty(
  world: World,
  state: CaseState,
  act: { readonly by: string; readonly step: string; readonly version: number },
): Found | Refused {
  if (state.endedAt !== null) return refuse('ended', 'This case has ended.');
  const step = stepOf(world, act.step);
  if (step === undefined) return refuse('unknownStep', 'This procedure has no such step.');
  const duty = dutyOf(state, act.step);
  if (duty === undefined) return refuse('notOpen', `"${step.title}" has not come up yet.`);
  return mayAct(world, state, step, act.by) ?? isCurrent(step, duty, act.version) ?? { step, duty };
}

function mayAct(world: World, state: CaseState, step: Step, person: string): Refused | null {
  if (isExcluded(world.people, person)) return refuse('excluded', 'You may not take part in this case.');
  if (!holdsOneOf(world.people, person, step.owner)) {
    return refuse('notYours', `"${step.title}" belongs to someone in another role.`);
  }
  if (forbiddenPersons(state, step).includes(person)) {
    return refuse('ownAct', `"${step.title}" must be done by someone else: you did what it looks at.`);
  }
  return null;
}

function isCurrent(step: Step, duty: Duty, version: number): Refused | null {
  if (!isOwed(duty)) {
    return duty.version === version
      ? refuse('notOpen', `"${step.title}" is already done.`)
      : refuse('stale', `"${step.title}" has been done meanwhile.`);
  }
  return duty.version === version
    ? null
    : refuse('stale', `"${step.title}" has changed since you opened it.`);
}

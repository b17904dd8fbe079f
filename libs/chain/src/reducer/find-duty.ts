import { withDoubles } from './doubles.ts';
import { dutyOf, isOwed, stepOf } from './duties.ts';
import type { CaseEvent } from './event.ts';
import { absenceOf, mayNotDo } from './may-do.ts';
import { isExcluded } from './owner.ts';
import { refuse } from './refuse.ts';
import type { Refused } from './refuse.ts';
import type { CaseState, Duty } from './state.ts';
import type { World } from './world.ts';
import type { Step } from '../language/step.ts';

export interface Found {
  readonly step: Step;
  readonly duty: Duty;
}

/** An act on a duty, as the person saw it. */
export interface ActOnDuty {
  readonly type: CaseEvent['type'];
  readonly by: string;
  readonly step: string;
  readonly version: number;
}

/** The duty an act means, if it is there, still owed, and as the person saw it; whoever they are. */
export function findOwed(world: World, state: CaseState, act: ActOnDuty): Found | Refused {
  const found = findMeant(world, state, act);
  return 'refusal' in found ? found : (isCurrent(found, act.version) ?? found);
}

function findMeant(world: World, state: CaseState, act: ActOnDuty): Found | Refused {
  if (state.endedAt !== null) return refuse('ended', 'This case has ended.');
  const duty = dutyOf(state, act.step);
  const step = stepOf(world, duty?.step ?? act.step);
  if (step === undefined) return refuse('unknownStep', 'This procedure has no such step.');
  if (isExcluded(world, state, act.by)) return refuse('excluded', 'You may not take part in this case.');
  if (duty === undefined) return refuse('notOpen', `“${step.title}” has not come up yet.`);
  return { step, duty };
}

/** The duty an act means, if it is also theirs to act on. */
export function findDuty(world: World, state: CaseState, act: ActOnDuty): Found | Refused {
  const found = findMeant(world, state, act);
  if ('refusal' in found) return found;
  return mayAct(world, state, found, act) ?? isCurrent(found, act.version) ?? found;
}

function mayAct(
  world: World,
  state: CaseState,
  { step, duty }: Found,
  { type, by: person }: ActOnDuty,
): Refused | null {
  const isOthers = step.personal && duty.owner !== null && duty.owner.person !== person;
  if (isOthers && type !== 'waiverAsked') {
    return refuse(
      'personal',
      `“${step.title}” must be done by the person whom the law asks; nobody can do it for them.`,
    );
  }
  return mayNotDo(world, state, step, person);
}

/** What the law lays on one person ends otherwise only where it is waived by others, once that person is gone. */
export function onlyTheirs(
  world: World,
  state: CaseState,
  { step, duty }: Found,
  isWaiver: boolean,
  by: string,
): Refused | null {
  if (!step.personal) return null;
  const isLeft = duty.owner !== null && absenceOf(world, state, step, duty.owner.person) === 'gone';
  if (!isWaiver || !isLeft) {
    return refuse(
      'personal',
      `“${step.title}” cannot be waived, put off or handed over: the law lays it on one person.`,
    );
  }
  return withDoubles(world, [duty.owner.person]).includes(by)
    ? refuse('ownAct', `Somebody else must ask that “${step.title}” is waived: the law lays it on you.`)
    : null;
}

/** Whether a duty is still owed, and as the person saw it. */
function isCurrent({ step, duty }: Found, version: number): Refused | null {
  if (!isOwed(duty)) {
    return duty.version === version
      ? refuse('notOpen', `“${step.title}” is already done.`)
      : refuse('stale', `“${step.title}” has been done meanwhile.`);
  }
  return duty.version === version
    ? null
    : refuse('stale', `“${step.title}” has changed since you opened it.`);
}

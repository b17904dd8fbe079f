import { askToAgree, rolesThatMayAgree } from './answerers.ts';
import { isStopped } from './clock-of-duty.ts';
import type { CaseEvent } from './event.ts';
import { findDuty, onlyTheirs } from './find-duty.ts';
import type { Found } from './find-duty.ts';
import { isStillAble } from './owner.ts';
import { forbiddenPersons } from './keep-owners.ts';
import { isKeptFrom } from './may-do.ts';
import { changed } from './progress.ts';
import type { Progress } from './progress.ts';
import { refuse } from './refuse.ts';
import type { Refused } from './refuse.ts';
import type { Asked, CaseState, Duty, Owner } from './state.ts';
import { handOverOf, tellPerson } from './tell.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import { dueAt } from '../clock/due-at.ts';
import type { Step } from '../language/step.ts';
import { isWaivable } from '../language/waivable.ts';

type Ask = Extract<CaseEvent, { type: 'waiverAsked' | 'handOverAsked' | 'pauseAsked' }>;

/** Asks another person to agree: that a duty is waived, that its clock stands still, that they take it over. */
export function actAsked(world: World, progress: Progress, event: Ask, now: Instant): Progress | Refused {
  const found = findDuty(world, progress.state, event);
  if ('refusal' in found) return found;
  const { step, duty } = found;
  if (duty.asked !== null && isAnswerable(world, progress.state, found, duty.asked, now)) {
    return refuse('notAllowed', `Something has been asked for on “${step.title}” already.`);
  }
  const wrong = mayNotAsk(world, progress, found, event, now);
  return wrong ?? asking(world, progress, found, event, now);
}

/** Whether what was asked still stands, and somebody can agree to it. If not, it is in nobody's way. */
function isAnswerable(world: World, state: CaseState, found: Found, asked: Asked, now: Instant): boolean {
  if (isKeptFrom(world, state, found.step, asked.by)) return false;
  if (asked.for === 'pause' && mayNotStop(found, now) !== null) return false;
  if (asked.for === 'waiver' && !isWaivable(world.chain, found.step)) return false;
  return asked.to === null
    ? rolesThatMayAgree(world, state, found, asked).length > 0
    : canTake(world, state, found.step, asked.to);
}

/** Whether a duty can be handed to somebody. */
export const canTake = (world: World, state: CaseState, step: Step, owner: Owner): boolean =>
  step.owner.includes(owner.role) && isStillAble(owner, world, state, forbiddenPersons(world, state, step));

function mayNotAsk(world: World, progress: Progress, found: Found, event: Ask, now: Instant): Refused | null {
  const { step } = found;
  const theirs = onlyTheirs(world, progress.state, found, event.type === 'waiverAsked', event.by);
  if (theirs !== null) return theirs;
  if (event.type === 'handOverAsked') {
    // Nobody could answer it, and nothing else could be asked meanwhile.
    if (event.to === event.by) return refuse('ownAct', `Take “${step.title}” over yourself instead.`);
    return mayNotTake(world, progress, found, event.to, event.as);
  }
  if (event.type === 'waiverAsked') {
    const reasons = isWaivable(world.chain, step) ? world.chain.waiver?.reasons : undefined;
    return reasonMistake(reasons, event.reason, neverWaived(step));
  }
  // Nothing lets a call wait, whatever its chain says.
  const reasons = step.path === undefined ? step.clock?.mayPause?.reasons : undefined;
  return (
    reasonMistake(reasons, event.reason, `The clock of “${step.title}” cannot be stopped.`) ??
    mayNotStop(found, now)
  );
}

/** A clock stands still once at a time: of two pauses at once, starting it again would end one. */
export function mayNotStop({ step, duty }: Found, now: Instant): Refused | null {
  if (duty.state === 'late' || duty.theirLateAt !== null) {
    return refuse('notAllowed', `The time for “${step.title}” is over.`);
  }
  return isStopped(duty, now)
    ? refuse('notAllowed', `The clock of “${step.title}” stands still already.`)
    : null;
}

export const neverWaived = ({ title }: Step): string => `“${title}” cannot be waived.`;

function reasonMistake(
  reasons: Readonly<Record<string, string>> | undefined,
  reason: string,
  never: string,
): Refused | null {
  if (reasons === undefined) return refuse('notAllowed', never);
  return Object.hasOwn(reasons, reason)
    ? null
    : refuse('unknownReason', `“${reason}” is not one of the reasons that may be given.`);
}

function mayNotTake(
  world: World,
  { state }: Progress,
  { step, duty }: Found,
  person: string,
  role: Extract<Ask, { type: 'handOverAsked' }>['as'],
): Refused | null {
  if (!canTake(world, state, step, { person, role })) {
    return refuse('notAllowed', `“${step.title}” cannot be handed to that person in that role.`);
  }
  return duty.owner?.person === person ? refuse('notAllowed', 'It is theirs already.') : null;
}

function asking(world: World, progress: Progress, { step, duty }: Found, event: Ask, now: Instant): Progress {
  const asked: Asked = {
    for: WHAT[event.type],
    by: event.by,
    at: now,
    happenedAt: null,
    outcome: null,
    learned: null,
    reason: event.type === 'handOverAsked' ? null : event.reason,
    to: event.type === 'handOverAsked' ? { person: event.to, role: event.as } : null,
    answerBy:
      event.type === 'handOverAsked'
        ? dueAt(world.calendar, now, handOverOf(world.chain).answerWithin)
        : null,
    agreedBy: [],
  };
  const next: Duty = { ...duty, asked, version: duty.version + 1 };
  const tells =
    asked.to === null
      ? askToAgree(world, progress.state, { step, duty: next }, asked, now)
      : [tellPerson(next, asked.to.person, 'agreementAsked', now)];
  return changed(progress, next, ...tells);
}

const WHAT = { waiverAsked: 'waiver', handOverAsked: 'handOver', pauseAsked: 'pause' } as const;

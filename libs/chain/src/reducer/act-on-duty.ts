import { tellIfTooFew } from './answerers.ts';
import type { CaseEvent } from './event.ts';
import { findDuty } from './find-duty.ts';
import { passedOn } from './keep-owners.ts';
import { isNotBack } from './may-take-part.ts';
import { holdsOneOf } from './owner.ts';
import { changed } from './progress.ts';
import type { Progress } from './progress.ts';
import { refuse } from './refuse.ts';
import type { Refused } from './refuse.ts';
import type { Duty, Owner } from './state.ts';
import { tellIfAny } from './tell.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';

type Acknowledged = Extract<CaseEvent, { type: 'acknowledged' }>;
type TakenOver = Extract<CaseEvent, { type: 'takenOver' }>;

/** The owner says that they have it in hand. It ends nothing but the asking whether they have. */
export function actAcknowledged(
  world: World,
  progress: Progress,
  event: Acknowledged,
  now: Instant,
): Progress | Refused {
  const found = findDuty(world, progress.state, event);
  if ('refusal' in found) return found;
  const { step, duty } = found;
  if (duty.owner?.person !== event.by) {
    return refuse('notYours', `“${step.title}” is somebody else's. Take it over first.`);
  }
  if (duty.acknowledgedAt !== null) return refuse('stale', 'You have said so already.');
  return changed(progress, { ...duty, inPlaceOf: null, acknowledgedAt: now, unacknowledgedAt: [] });
}

/** Gives a duty to someone else on its ladder who asks for it; whoever had it is told. */
export function actTakenOver(
  world: World,
  progress: Progress,
  event: TakenOver,
  now: Instant,
): Progress | Refused {
  const { state } = progress;
  const found = findDuty(world, state, event);
  if ('refusal' in found) return found;
  const { step, duty } = found;
  if (step.personal) {
    return refuse('personal', `“${step.title}” cannot be taken over: the law lays it on one person.`);
  }
  if (!step.owner.includes(event.as) || !holdsOneOf(world, state, event.by, [event.as])) {
    return refuse('notYours', `“${step.title}” cannot be taken over in that role.`);
  }
  const notBack = isNotBack(world, event.by, 'take this over');
  if (notBack !== null) return notBack;
  if (duty.owner?.person === event.by) return refuse('stale', `“${step.title}” is yours already.`);
  const next = takenBy(duty, { person: event.by, role: event.as }, now);
  const former = duty.owner?.person;
  const asker = duty.asked?.by;
  const isInVain = next.asked === null && asker !== former && asker !== event.by;
  return changed(
    progress,
    next,
    ...tellIfAny(next, former, 'takenOver', now),
    ...(isInVain ? tellIfAny(next, asker, 'declined', now) : []),
    ...tellIfTooFew(world, state, { step, duty: next }, now),
  );
}

/** With whoever takes it themselves, and so has it in hand. */
export function takenBy(duty: Duty, owner: Owner, now: Instant): Duty {
  return {
    ...passedOn(duty, owner),
    inPlaceOf: null,
    acknowledgedAt: now,
    unacknowledgedAt: [],
    version: duty.version + 1,
  };
}

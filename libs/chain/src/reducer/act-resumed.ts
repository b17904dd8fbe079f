import { isStopped } from './clock-of-duty.ts';
import type { CaseEvent } from './event.ts';
import { findOwed } from './find-duty.ts';
import { holdsOneOf } from './owner.ts';
import { changed } from './progress.ts';
import type { Progress } from './progress.ts';
import { refuse } from './refuse.ts';
import type { Refused } from './refuse.ts';
import { reschedule } from './reschedule.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';

type Resumed = Extract<CaseEvent, { type: 'resumed' }>;

/** Lets a clock run on. Whoever may stop it may start it, and so may its owner. */
export function actResumed(
  world: World,
  progress: Progress,
  event: Resumed,
  now: Instant,
): Progress | Refused {
  const found = findOwed(world, progress.state, event);
  if ('refusal' in found) return found;
  const { step, duty } = found;
  const { by = [], agreedBy = [] } = step.clock?.mayPause ?? {};
  if (!holdsOneOf(world, progress.state, event.by, [...step.owner, ...by, ...agreedBy])) {
    return refuse('notYours', 'This clock is for someone in another role to start again.');
  }
  const last = duty.pauses.at(-1);
  if (last === undefined || !isStopped(duty, now)) {
    return refuse('notAllowed', `The clock of “${step.title}” is running.`);
  }
  const pauses = [...duty.pauses.slice(0, -1), { ...last, to: now }];
  return reschedule(world, changed(progress, { ...duty, pauses, version: duty.version + 1 }), 'pause', now);
}

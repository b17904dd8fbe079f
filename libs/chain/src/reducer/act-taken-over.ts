import type { CaseEvent, TellEffect } from './event.ts';
import { findDuty } from './find-duty.ts';
import { holdsOneOf, isAway, isExcluded } from './owner.ts';
import { changed } from './progress.ts';
import type { Progress } from './progress.ts';
import { refuse } from './refuse.ts';
import type { Refused } from './refuse.ts';
import type { Duty } from './state.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';

type TakenOver = Extract<CaseEvent, { type: 'takenOver' }>;

/** Gives a duty to someone else on its ladder who asks for it; whoever had it is told. */
export function actTakenOver(
  world: World,
  progress: Progress,
  event: TakenOver,
  now: Instant,
): Progress | Refused {
  const found = findDuty(world, progress.state, event);
  if ('refusal' in found) return found;
  const { step, duty } = found;
  if (!step.owner.includes(event.as) || !holdsOneOf(world.people, event.by, [event.as])) {
    return refuse('notYours', `"${step.title}" cannot be taken over in that role.`);
  }
  if (isAway(world.people, event.by)) {
    return refuse('notYours', 'You are marked as away. Say that you are back before you take this over.');
  }
  if (duty.owner?.person === event.by) return refuse('stale', `"${step.title}" is yours already.`);
  const next = { ...duty, owner: { person: event.by, role: event.as }, version: duty.version + 1 };
  return changed(progress, next, ...tellFormerOwner(world, duty, next.version, now));
}

function tellFormerOwner(world: World, duty: Duty, version: number, at: Instant): TellEffect[] {
  const { step, owner } = duty;
  if (owner === null || isExcluded(world.people, owner.person)) return [];
  const key = `${step}/taken-over/${version}`;
  return [{ kind: 'tell', key, at, because: 'takenOver', step, to: { person: owner.person } }];
}

import { dutyOf, stepOf } from './duties.ts';
import type { TellEffect } from './event.ts';
import { forbiddenPersons } from './keep-owners.ts';
import { resolveOwner } from './owner.ts';
import type { CaseState } from './state.ts';
import { whoHears } from './subject-line.ts';
import { LEADERS } from './tell.ts';
import type { World } from './world.ts';

/**
 * Who is told where nobody is there of those to whom something was to be said, as people are now: in place of one person the
 * next who can act on the ladder of the duty, in place of a role whoever hears at the last.
 */
export function whoElseHears(
  world: World,
  state: CaseState,
  { to, step: key }: Pick<TellEffect, 'to' | 'step'>,
): TellEffect['to'] {
  const except = 'person' in to ? [to.person] : (to.except ?? []);
  const there = world.people.filter(({ person, away }) => !away && !except.includes(person));
  const here: World = { ...world, people: there };
  const duty = key === null ? undefined : dutyOf(state, key);
  const step = duty === undefined ? undefined : stepOf(world, duty.step);
  if ('person' in to && step !== undefined && !step.personal) {
    const next = resolveOwner(step.owner, here, state, [...forbiddenPersons(world, state, step), ...except]);
    if (next !== null) return { person: next.person };
  }
  const roles = 'person' in to ? LEADERS : to.roles;
  return { roles: whoHears(here, state, roles, key), ...(except.length > 0 && { except }) };
}

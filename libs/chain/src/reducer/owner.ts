import type { Owner } from './state.ts';
import type { PostHolder } from './world.ts';
import type { Role } from '../language/role.ts';

/** Whether a person may not have to do with this case, by any post they hold. */
export function isExcluded(people: readonly PostHolder[], person: string): boolean {
  return people.some((holder) => holder.person === person && holder.excluded);
}

/** Whether a person is away or suspended, by any post they hold. */
export function isAway(people: readonly PostHolder[], person: string): boolean {
  return people.some((holder) => holder.person === person && holder.away);
}

/** Whether a person holds one of these roles. */
export function holdsOneOf(people: readonly PostHolder[], person: string, roles: readonly Role[]): boolean {
  return people.some((holder) => holder.person === person && roles.includes(holder.role));
}

function canOwn(people: readonly PostHolder[], person: string, forbidden: readonly string[]): boolean {
  return !forbidden.includes(person) && !isExcluded(people, person) && !isAway(people, person);
}

/**
 * The first person on the ladder who can act: not excluded, not away, and none of the forbidden. Null when there is
 * nobody; the leaders are then told, and whoever comes next is found at the next event.
 */
export function resolveOwner(
  ladder: readonly Role[],
  people: readonly PostHolder[],
  forbiddenPersons: readonly string[],
): Owner | null {
  for (const role of ladder) {
    const holder = people.find((each) => each.role === role && canOwn(people, each.person, forbiddenPersons));
    if (holder !== undefined) return { person: holder.person, role };
  }
  return null;
}

/**
 * The owner of a step that an act opened: whoever acted, if they stand on its ladder and can, so that a case stays with
 * the person who has just worked on it; else the first on the ladder.
 */
export function ownerAfter(
  doer: string | null,
  ladder: readonly Role[],
  people: readonly PostHolder[],
  forbiddenPersons: readonly string[],
): Owner | null {
  const role = ladder.find((each) => doer !== null && holdsOneOf(people, doer, [each]));
  return doer !== null && role !== undefined && canOwn(people, doer, forbiddenPersons)
    ? { person: doer, role }
    : resolveOwner(ladder, people, forbiddenPersons);
}

/** Whether an owner still holds the post they own by, and can still act. */
export function isStillAble(
  owner: Owner,
  people: readonly PostHolder[],
  forbiddenPersons: readonly string[],
): boolean {
  return holdsOneOf(people, owner.person, [owner.role]) && canOwn(people, owner.person, forbiddenPersons);
}

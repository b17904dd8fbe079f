import { withDoubles } from './doubles.ts';
import type { CaseState, Owner } from './state.ts';
import type { PostHolder, World } from './world.ts';
import { isPost } from '../language/role.ts';
import type { Role } from '../language/role.ts';
import type { Step } from '../language/step.ts';

type Cast = Pick<CaseState, 'appointed' | 'recused'>;
type People = Pick<World, 'people'>;

/** Whether a person may not have to do with this case: by any post they hold, or because they stood down, by
 * whichever name. */
export function isExcluded({ people }: People, cast: Cast, person: string): boolean {
  return (
    withDoubles({ people }, cast.recused).includes(person) ||
    people.some((holder) => holder.person === person && holder.excluded)
  );
}

/** Whether a person is away, suspended or gone, by any post they hold. */
export function isAway({ people }: People, person: string): boolean {
  return people.some((holder) => holder.person === person && holder.away);
}

/** Everybody who holds a role, in the order in which they are asked. */
function holdersOf(role: Role, { people }: People, cast: Cast): readonly string[] {
  if (isPost(role)) {
    return people.filter((holder: PostHolder) => holder.role === role).map(({ person }) => person);
  }
  const person = cast.appointed[role];
  return person === undefined ? [] : [person];
}

/** Whether a person holds one of these roles. */
export function holdsOneOf(people: People, cast: Cast, person: string, roles: readonly Role[]): boolean {
  return roles.some((role) => holdersOf(role, people, cast).includes(person));
}

function canOwn(people: People, cast: Cast, person: string, forbidden: readonly string[]): boolean {
  return !forbidden.includes(person) && !isExcluded(people, cast, person) && !isAway(people, person);
}

/** Whether somebody holds a role who can act in this case. */
export function hasSomebody(role: Role, people: People, cast: Cast): boolean {
  return holdersOf(role, people, cast).some((person) => canOwn(people, cast, person, []));
}

/**
 * The first person on the ladder who can act: not excluded, not recused, not away, and none of the forbidden. Null when
 * there is nobody; the leaders are then told, and whoever comes next is found at the next event.
 */
export function resolveOwner(
  ladder: readonly Role[],
  people: People,
  cast: Cast,
  forbidden: readonly string[] = [],
): Owner | null {
  for (const role of ladder) {
    const person = holdersOf(role, people, cast).find((each) => canOwn(people, cast, each, forbidden));
    if (person !== undefined) return { person, role };
  }
  return null;
}

/** The next person below an owner on the ladder, in the same role or a later one; null when there is nobody. */
export function nextBelow(
  owner: Owner,
  ladder: readonly Role[],
  people: People,
  cast: Cast,
  forbidden: readonly string[],
): Owner | null {
  const from = Math.max(0, ladder.indexOf(owner.role));
  const peers = holdersOf(owner.role, people, cast);
  const passed = peers.slice(0, peers.indexOf(owner.person) + 1);
  return resolveOwner(ladder.slice(from), people, cast, [...forbidden, ...passed]);
}

/**
 * The owner of a step that an act opened: whoever acted, if they stand on its ladder and can, so that a case stays with
 * the person who has just worked on it; else the first on the ladder. Somebody named for this very case goes before
 * whoever named them.
 */
export function ownerAfter(
  doer: string | null,
  ladder: readonly Role[],
  people: People,
  cast: Cast,
  forbidden: readonly string[],
): Owner | null {
  const first = resolveOwner(ladder, people, cast, forbidden);
  if (doer === null || (first !== null && !isPost(first.role))) return first;
  const role = ladder.find((each) => holdsOneOf(people, cast, doer, [each]));
  return role !== undefined && canOwn(people, cast, doer, forbidden) ? { person: doer, role } : first;
}

/** Everybody, as if those were back who are away. Whoever is suspended is not expected back. */
export function asIfBack(
  { people }: People,
  isBack: (holder: PostHolder) => boolean = () => true,
): readonly PostHolder[] {
  return people.map((holder) =>
    holder.suspended !== true && isBack(holder) ? { ...holder, away: false } : holder,
  );
}

/** Whom a step finds: what the law lays on whoever reports waits for them where they are merely away. */
export function peopleFor({ personal, owner }: Step, all: People, { appointed }: Cast): People {
  return personal && owner.includes('reporter')
    ? { people: asIfBack(all, ({ person }) => person === appointed.reporter) }
    : all;
}

/** Whose a duty would be if nobody were away: somebody who stands before its owner. Null where there is nobody. */
export function absentBefore(
  owner: Owner | null,
  ladder: readonly Role[],
  all: People,
  cast: Cast,
  forbidden: readonly string[],
): Owner | null {
  const first = resolveOwner(ladder, { people: asIfBack(all) }, cast, forbidden);
  return owner === null || first === null || first.person === owner.person ? null : first;
}

/** Whether an owner still holds the role they own by, and can still act. */
export function isStillAble(owner: Owner, people: People, cast: Cast, forbidden: readonly string[]): boolean {
  return (
    holdsOneOf(people, cast, owner.person, [owner.role]) && canOwn(people, cast, owner.person, forbidden)
  );
}

/** Whether an owner is not waited for: kept out, suspended, or without the role they own by. Whoever is only away is. */
export const isGone = (owner: Owner, all: People, cast: Cast, forbidden: readonly string[]): boolean =>
  !isStillAble(owner, { people: asIfBack(all) }, cast, forbidden);

import type { Effect } from './event.ts';
import { withDoubles } from './doubles.ts';
import { stepOf, stepOfKey } from './duties.ts';
import { isExcluded } from './owner.ts';
import type { CaseState, Duty } from './state.ts';
import { ABOVE_ALL, LEADERS, leadersOf } from './tell.ts';
import type { PostHolder, World } from './world.ts';
import { lineAbout } from '../conflict/answers-to.ts';
import type { Role } from '../language/role.ts';
import type { Step } from '../language/step.ts';

/** Everybody who answers to the subject, by any post they hold and under any name: whatever a ladder says, none of them acts on the case. Without a step, of the case as a whole. */
export function personsInLine(all: Told, step?: Pick<Step, 'path'>): readonly string[] {
  const line = lineOf(all, step);
  return withDoubles(
    all,
    all.people.filter(({ role }) => line.has(role)).map(({ person }) => person),
  );
}

/** Which roles a step is kept from. Making a child safe is not kept from whoever is there to do it. */
function lineOf(
  { chain, subject = [] }: Told,
  step: Pick<Step, 'path'> | undefined,
): ReadonlySet<Role | null> {
  return step?.path === 'danger' ? new Set() : lineAbout(chain, subject);
}

/**
 * What is told of a case by role, without the roles that answer to its subject; where that reaches nobody, whoever hears at
 * the last does. Nobody who is kept from the case hears anything, nor whoever is suspended or gone.
 */
export function outsideTheLine(all: World, state: CaseState, effects: readonly Effect[]): readonly Effect[] {
  return effects.flatMap((effect) => {
    if (effect.kind !== 'tell') return effect;
    const { to, step } = effect;
    if ('person' in to) return mayHear(all, state, to.person, step) ? effect : [];
    return { ...effect, to: { ...to, roles: whoHears(all, state, to.roles, step) } };
  });
}

function mayHear(all: World, state: CaseState, person: string, key: string | null): boolean {
  if (isExcluded(all, state, person) || !isThere(all, person)) return false;
  const duty = state.duties[key ?? ''];
  return duty?.owner?.person !== person || duty.absence !== 'gone';
}

/** By which roles a case is told what a rung says to these, as people are now. */
export function whoHears(
  all: World,
  hearing: Hearing,
  roles: readonly Role[],
  key: string | null,
): readonly Role[] {
  const recused = withDoubles(all, hearing.recused);
  const people = all.people.filter(({ person }) => !recused.includes(person));
  return rolesTold({ ...all, people }, hearing, roles, key);
}

/** The same roles; where they reach nobody but whoever owes it themselves, also those who hear at the last. */
export function besidesOwner(
  all: World,
  hearing: Hearing,
  { key, owner }: Pick<Duty, 'key' | 'owner'>,
  roles: readonly Role[],
): readonly Role[] {
  return owner === null ? roles : besides(all, hearing, key, [owner.person], roles);
}

/** The same roles; where they reach nobody but these persons, also those who hear at the last. */
export function besides(
  all: World,
  hearing: Hearing,
  key: string,
  persons: readonly string[],
  roles: readonly Role[],
): readonly Role[] {
  const heard = whoHears(all, hearing, roles, key);
  const others = { ...hearing, recused: [...hearing.recused, ...persons] };
  const more = whoHears(all, others, heard, key).filter((role) => !heard.includes(role));
  return more.length === 0 ? roles : [...heard, ...more];
}

type Hearing = Pick<CaseState, 'recused' | 'appointed'>;

function rolesTold(
  world: World,
  { recused, appointed }: Hearing,
  roles: readonly Role[],
  key: string | null,
): readonly Role[] {
  const step = key === null ? undefined : stepOf(world, stepOfKey(key));
  if (roles === LEADERS) return lastToHear(world, step);
  const outside = outOfLine(world, roles, step);
  const persons: Readonly<Partial<Record<Role, string>>> = appointed;
  const isNamed = outside.some((role) => {
    const named = persons[role];
    return named !== undefined && !recused.includes(named) && isThere(world, named);
  });
  return isNamed || reaches(world, outside) ? outside : lastToHear(world, step);
}

/** Who hears where nobody else can: those who lead, unless each of them is the subject, answers to them, or is not there. */
export function lastToHear(world: Told, step?: Pick<Step, 'path'>): readonly Role[] {
  const leaders = outOfLine(world, leadersOf(world.chain), step);
  return reaches(world, leaders) ? leaders : ABOVE_ALL;
}

type Told = Pick<World, 'people' | 'subject'> & { readonly chain: Pick<World['chain'], 'about'> };

function outOfLine(all: Told, roles: readonly Role[], step: Pick<Step, 'path'> | undefined): readonly Role[] {
  const line = lineOf(all, step);
  return roles.filter((role) => !line.has(role));
}

const isThere = ({ people }: Told, named: string): boolean =>
  !people.some((each) => each.person === named && !hears(each));

/** Whether somebody is told by one of these roles. */
const reaches = ({ people }: Told, roles: readonly (Role | null)[]): boolean =>
  people.some((each) => roles.includes(each.role) && hears(each));

/** The subject, and whoever is suspended or gone, is told nothing. */
const hears = ({ excluded, suspended }: PostHolder): boolean => !excluded && suspended !== true;

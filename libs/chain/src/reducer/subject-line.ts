import type { Effect } from './event.ts';
import { stepOf, stepOfKey } from './duties.ts';
import { ABOVE_ALL, LEADERS, leadersOf } from './tell.ts';
import type { World } from './world.ts';
import { answersTo } from '../conflict/answers-to.ts';
import type { Role } from '../language/role.ts';
import type { Step } from '../language/step.ts';

/**
 * Everybody who answers to the subject, by any post they hold: whatever a ladder says, none of them acts on the case.
 * Making a child safe is not kept from whoever is there to do it.
 */
export function personsInLine(
  { people, subject = [] }: Pick<World, 'people' | 'subject'>,
  step: Step,
): readonly string[] {
  if (subject.length === 0 || step.path === 'danger') return [];
  const line = answersTo(subject);
  return people.filter(({ role }) => line.has(role)).map(({ person }) => person);
}

/** What is told of a case by role, without the roles that answer to its subject. */
export function outsideTheLine(world: World, effects: readonly Effect[]): readonly Effect[] {
  const { subject = [] } = world;
  const line: ReadonlySet<Role> = answersTo(subject);
  const leaders = leadersOf(world.chain);
  if (line.size === 0 && leaders === LEADERS) return effects;
  return effects.map((effect) => {
    if (effect.kind !== 'tell' || !('roles' in effect.to) || isOfDanger(world, effect.step)) return effect;
    const meant = effect.to.roles === LEADERS ? leaders : effect.to.roles;
    const roles = meant.filter((role) => !line.has(role));
    return { ...effect, to: { ...effect.to, roles: roles.length > 0 ? roles : ABOVE_ALL } };
  });
}

const isOfDanger = (world: World, key: string | null): boolean =>
  key !== null && stepOf(world, stepOfKey(key))?.path === 'danger';

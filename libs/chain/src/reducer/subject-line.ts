import type { Effect } from './event.ts';
import { stepOf, stepOfKey } from './duties.ts';
import type { World } from './world.ts';
import { answersTo } from '../conflict/answers-to.ts';
import type { Role } from '../language/role.ts';
import type { Step } from '../language/step.ts';

/** Who hears where everybody who should have heard answers to the subject. */
const ABOVE_ALL: readonly Role[] = ['trustChair', 'viceChair', 'safeguardingTrustee'];

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
  if (line.size === 0) return effects;
  return effects.map((effect) => {
    if (effect.kind !== 'tell' || !('roles' in effect.to) || isOfDanger(world, effect.step)) return effect;
    const roles = effect.to.roles.filter((role) => !line.has(role));
    return { ...effect, to: { roles: roles.length > 0 ? roles : ABOVE_ALL } };
  });
}

const isOfDanger = (world: World, key: string | null): boolean =>
  key !== null && stepOf(world, stepOfKey(key))?.path === 'danger';

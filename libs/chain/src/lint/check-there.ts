import { found } from './finding.ts';
import { eachStep } from './view.ts';
import { PATHS } from '../inherit/paths.ts';
import type { Predicate } from '../language/predicate.ts';

/** A call does not go away with a person: who makes it in their place is for its ladder to say. */
export const checkThere = eachStep(({ title, path: way, when }, path) => {
  if (way === undefined || when === undefined) return [];
  return neededThere(when, true).map((role) =>
    found(
      'goesWithPerson',
      `${path}.when`,
      `"${title}" is on the ${PATHS[way]}, and does not come up where no "${role}" can act: leave that out, and put whoever makes it then on the ladder.`,
    ),
  );
});

/** The roles without which a condition may not hold. */
function neededThere(condition: Predicate, holds: boolean): string[] {
  if ('all' in condition) return condition.all.flatMap((part) => neededThere(part, holds));
  if ('any' in condition) return condition.any.flatMap((part) => neededThere(part, holds));
  if ('not' in condition) return neededThere(condition.not, !holds);
  return 'role' in condition && (condition.is === 'available') === holds ? [condition.role] : [];
}

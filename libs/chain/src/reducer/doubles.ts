import type { World } from './world.ts';

/**
 * The same persons, with everybody who may be one of them under another name: who asks, owes or did something is not its
 * second person by another account.
 */
export function withDoubles(
  { people }: Pick<World, 'people'>,
  persons: readonly string[],
): readonly string[] {
  if (persons.length === 0) return persons;
  const doubles = people.filter(({ alike }) => alike?.some((other) => persons.includes(other)));
  return [...persons, ...doubles.map(({ person }) => person)];
}

/** Whether somebody may be another under another name; not of who is that other by the same. */
export const mayBe = (world: Pick<World, 'people'>, person: string, other: string): boolean =>
  person !== other && withDoubles(world, [other]).includes(person);

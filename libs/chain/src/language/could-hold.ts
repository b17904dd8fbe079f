import type { PlainCondition, Predicate } from './predicate.ts';

/** Answers whether a plain condition could still come to be true, or to be false. */
export type Possibility = (condition: PlainCondition, wanted: boolean) => boolean;

/**
 * Whether a condition could come to have the wanted value, given what its plain parts could. Parts are taken one by one,
 * so it may say yes to what their combination forbids, never no to what can happen.
 */
export function couldHold(condition: Predicate, wanted: boolean, could: Possibility): boolean {
  if ('not' in condition) return couldHold(condition.not, !wanted, could);
  const each = (part: Predicate): boolean => couldHold(part, wanted, could);
  if ('all' in condition) return wanted ? condition.all.every(each) : condition.all.some(each);
  if ('any' in condition) return wanted ? condition.any.some(each) : condition.any.every(each);
  return could(condition, wanted);
}

/** Every plain condition inside a condition, with the path that leads to it. */
export function* plainConditions(condition: Predicate, path: string): Generator<[PlainCondition, string]> {
  if ('not' in condition) return yield* plainConditions(condition.not, `${path}.not`);
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : null;
  if (parts === null) return yield [condition as PlainCondition, path];
  const word = 'all' in condition ? 'all' : 'any';
  for (const [index, part] of parts.entries()) yield* plainConditions(part, `${path}.${word}.${index}`);
}

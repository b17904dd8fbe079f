import { boundTo, withDoubles } from './ties.ts';
import type { Relationship } from './ties.ts';

/** Whom a case is about, as far as that is known, and who is bound to whom. */
export interface Parties {
  /** The adults of whom it is said, each matched to a person. */
  readonly subjects: readonly string[];
  /** Everybody who may be meant by a name or a description in doubt. */
  readonly likely: readonly string[];
  /** The child's parents, carers and family among the people known. */
  readonly family: readonly string[];
  readonly relationships: readonly Relationship[];
}

/** Why somebody has no part in a case; of several, the first. */
export type Cause = 'subject' | 'likelyMatch' | 'relationship';

/**
 * Everybody who may know nothing of a case, with the reason. It follows human beings: every record that may be theirs,
 * and every post they hold by any of them.
 */
export function exclusionsOf(parties: Parties): ReadonlyMap<string, Cause> {
  const { relationships } = parties;
  const whole = (people: Iterable<string>): Set<string> => withDoubles(people, relationships);
  const subjects = whole(parties.subjects);
  const likely = whole(parties.likely);
  const bound = boundTo(new Set([...subjects, ...likely]), relationships);
  const causes = new Map<string, Cause>();
  for (const person of [...whole(bound), ...whole(parties.family)]) causes.set(person, 'relationship');
  for (const person of likely) causes.set(person, 'likelyMatch');
  for (const person of subjects) causes.set(person, 'subject');
  return causes;
}

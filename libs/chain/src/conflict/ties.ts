/** How two people may be bound to each other, as one of them declared or somebody recorded; it binds both. */
export type Tie = 'family' | 'closePersonal' | 'business' | 'samePerson';

export interface Relationship {
  readonly one: string;
  readonly other: string;
  readonly tie: Tie;
}

/** Everybody declared to be bound to any of these people, by one tie: a friend's friend is no conflict. */
export function boundTo(people: ReadonlySet<string>, relationships: readonly Relationship[]): Set<string> {
  const bound = new Set<string>();
  for (const { one, other, tie } of relationships) {
    if (tie === 'samePerson') continue;
    if (people.has(one)) bound.add(other);
    if (people.has(other)) bound.add(one);
  }
  return bound;
}

/** These people with every record that may be of the same human being, however many lie between. */
export function withDoubles(people: Iterable<string>, relationships: readonly Relationship[]): Set<string> {
  const pairs = relationships.filter(({ tie }) => tie === 'samePerson');
  const found = new Set(people);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const { one, other } of pairs) {
      if (found.has(one)) found.add(other);
      else if (found.has(other)) found.add(one);
    }
  }
  return found;
}

import type { Cause } from './exclusions.ts';
import { ROLES } from '../language/role.ts';
import type { Post } from '../language/role.ts';
import type { PostHolder } from '../reducer/world.ts';

/** A post as a trust's records have it. */
export interface HeldPost {
  readonly person: string;
  readonly role: Post;
  /** Whose absence is covered by holding it; absent for a post of their own. */
  readonly coverFor?: string;
}

/** What bears on who may act in a case. */
export interface Circumstances {
  readonly exclusions: ReadonlyMap<string, Cause>;
  readonly away: ReadonlySet<string>;
  readonly suspended: ReadonlySet<string>;
  /** Whether somebody is meant and it is not made out who. */
  readonly inDoubt: boolean;
}

/**
 * The people of a trust as one case must see them. Cover for somebody excluded gives nothing, for it is their power,
 * lent; somebody suspended covers for nobody. While it is in doubt who is meant, nobody takes part by a post at the
 * school: it is resolved above.
 */
export function castOf(posts: readonly HeldPost[], circumstances: Circumstances): PostHolder[] {
  const { exclusions, away, suspended, inDoubt } = circumstances;
  const isLent = lentBy(posts, exclusions);
  return posts
    .filter((post) => !isLent(post) && !(post.coverFor !== undefined && suspended.has(post.person)))
    .map(({ person, role }) => ({
      person,
      role,
      excluded: exclusions.has(person) || (inDoubt && ROLES[role].scope === 'school'),
      away: away.has(person) || suspended.has(person),
      ...(suspended.has(person) ? { suspended: true } : {}),
    }));
}

/** Whether a post is held in the place of somebody excluded, directly or through others who cover for them in turn. */
function lentBy(
  posts: readonly HeldPost[],
  exclusions: ReadonlyMap<string, Cause>,
): (post: HeldPost) => boolean {
  return (post) => {
    const seen = new Set<string>();
    for (let { coverFor } = post; coverFor !== undefined && !seen.has(coverFor);) {
      if (exclusions.has(coverFor)) return true;
      seen.add(coverFor);
      const covered = coverFor;
      coverFor = posts.find(({ person, role }) => person === covered && role === post.role)?.coverFor;
    }
    return false;
  };
}

import { lineAbout, MANAGEMENT } from '../conflict/answers-to.ts';
import type { Chain } from '../language/chain.ts';
import { LEADING, POSTS } from '../language/role.ts';
import type { Post } from '../language/role.ts';

/** The subject's own posts and those of everybody who answers to them. */
export function lineOf(chain: Pick<Chain, 'about'>, subject: readonly Post[]): ReadonlySet<Post> {
  return new Set([...subject, ...lineAbout(chain, subject)]);
}

/** The leaders who stand outside the line of a case's subject. */
export function leadersOutside(chain: Chain, subject: readonly Post[]): readonly Post[] {
  const line = lineOf(chain, subject);
  return LEADING.filter(
    (post) => !line.has(post) && !(chain.about === 'institution' && MANAGEMENT.includes(post)),
  );
}

export const isKnownPost = (name: string): name is Post => (POSTS as readonly string[]).includes(name);

import { answersTo, MANAGEMENT } from '../conflict/answers-to.ts';
import type { Chain } from '../language/chain.ts';
import { POSTS } from '../language/role.ts';
import type { Post } from '../language/role.ts';

/** Who hears of what is not done. */
const LEADING: readonly Post[] = [
  'headteacher',
  'localChair',
  'trustSafeguardingLead',
  'ceo',
  'trustChair',
  'viceChair',
  'safeguardingTrustee',
];

/** The subject's own posts and those of everybody who answers to them. */
export function lineOf(subject: readonly Post[]): ReadonlySet<Post> {
  return new Set([...subject, ...answersTo(subject)]);
}

/** The leaders who stand outside the line of a case's subject. */
export function leadersOutside({ about }: Chain, subject: readonly Post[]): readonly Post[] {
  const line = lineOf(subject);
  return LEADING.filter((post) => !line.has(post) && !(about === 'institution' && MANAGEMENT.includes(post)));
}

export const isKnownPost = (name: string): name is Post => (POSTS as readonly string[]).includes(name);

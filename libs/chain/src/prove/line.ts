import type { Chain } from '../language/chain.ts';
import { POSTS } from '../language/role.ts';
import type { Post } from '../language/role.ts';

const SCHOOL: readonly Post[] = ['deputyHead', 'dsl', 'deputyDsl', 'senco', 'staff'];

/** Who answers to a post, and so may not stand in where its holder is the subject. */
const ANSWERS_TO: Readonly<Partial<Record<Post, readonly Post[]>>> = {
  headteacher: SCHOOL,
  dsl: ['deputyDsl'],
  ceo: ['trustSafeguardingLead', 'headteacher', 'hrAdviser', 'trustAdministrator', ...SCHOOL],
};

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

/** Those who run a school or trust, when it is itself what the case is about. */
const MANAGEMENT: readonly Post[] = ['headteacher', 'ceo', 'trustSafeguardingLead', ...SCHOOL];

/** The subject's own posts and those of everybody who answers to them. */
export function lineOf(subject: readonly Post[]): ReadonlySet<Post> {
  return new Set(subject.flatMap((post) => [post, ...(ANSWERS_TO[post] ?? [])]));
}

/** The leaders who stand outside the line of a case's subject. */
export function leadersOutside({ about }: Chain, subject: readonly Post[]): readonly Post[] {
  const line = lineOf(subject);
  return LEADING.filter((post) => !line.has(post) && !(about === 'institution' && MANAGEMENT.includes(post)));
}

export const isKnownPost = (name: string): name is Post => (POSTS as readonly string[]).includes(name);

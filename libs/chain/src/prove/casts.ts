import type { Cast } from './answer.ts';
import { postsOf } from './posts.ts';
import { subjectsOf } from './subjects.ts';
import type { Chain } from '../language/chain.ts';
import type { Post } from '../language/role.ts';
import type { PostHolder, World } from '../reducer/world.ts';

/** People who often hold two posts. */
const DOUBLE: readonly (readonly [Post, Post])[] = [
  ['headteacher', 'dsl'],
  ['headteacher', 'deputyDsl'],
  ['deputyHead', 'dsl'],
  ['ceo', 'headteacher'],
  ['ceo', 'trustSafeguardingLead'],
  ['localChair', 'trustChair'],
  ['viceChair', 'safeguardingTrustee'],
];

/** A combination, and how much must hold under it. */
export interface Level {
  readonly cast: Cast;
  /** Everything, or only what concerns the two protected ways; a plain duty may then come to the last resort. */
  readonly demands: 'everything' | 'protected';
}

/** Fewest missing people first, so that the first counter-example is the simplest. */
export function castsOf(chain: Chain): readonly Level[] {
  const posts = postsOf(chain);
  const subjects = subjectsOf(chain).each;
  const everything = subjects.flatMap((subject) => [
    { subject, vacant: [] },
    ...emptied(posts, subject, 1),
    ...(subject.length > 0 ? [] : doubles(posts).flatMap((both) => held(posts, both))),
  ]);
  const guarded = subjects.flatMap((subject) => emptied(posts, subject, 2));
  return [
    ...everything.map((cast) => ({ cast, demands: 'everything' as const })),
    ...guarded.map((cast) => ({ cast, demands: 'protected' as const })),
  ].sort((a, b) => sizeOf(a.cast) - sizeOf(b.cast));
}

/** Who holds two posts is away; or there, and one more post may be empty. */
const held = (posts: readonly Post[], both: readonly Post[]): Cast[] => {
  const others = posts.filter((post) => !both.includes(post));
  return [
    { subject: [], vacant: both },
    ...someOf(others, 1).map((vacant) => ({ subject: [], vacant, both })),
  ];
};

/** So many posts are empty beside the subject; each of theirs but the first counts as one. */
function emptied(posts: readonly Post[], subject: readonly Post[], count: number): Cast[] {
  const others = posts.filter((post) => !subject.includes(post));
  const left = count - Math.max(0, subject.length - 1);
  return someOf(others, Math.max(0, left))
    .filter(({ length }) => length > 0 && length === left)
    .map((vacant) => ({ subject, vacant }));
}

/** Each of some, each two, and so on up to so many; and none. */
export function someOf<T>(all: readonly T[], most: number): (readonly T[])[] {
  const [one, ...others] = all;
  if (one === undefined || most === 0) return [[]];
  const withOne = someOf(others, most - 1).map((rest) => [one, ...rest]);
  return [...withOne, ...someOf(others, most)].sort((a, b) => a.length - b.length);
}

const sizeOf = ({ subject, vacant, both = [] }: Cast): number => subject.length + vacant.length + both.length;

const doubles = (posts: readonly Post[]): readonly (readonly Post[])[] =>
  DOUBLE.filter((pair) => pair.every((post) => posts.includes(post)));

/** One person for each post, or for two; the subject holds theirs and is excluded, and a vacant post has nobody. */
export function peopleOf(chain: Chain, { subject, vacant, both = [] }: Cast): PostHolder[] {
  const whose = (role: Post): string => (both.includes(role) ? (both[0] ?? role) : role);
  return postsOf(chain)
    .filter((role) => !vacant.includes(role))
    .map((role) => {
      const excluded = subject.includes(role);
      return { role, person: excluded ? 'the-subject' : whose(role), excluded, away: false };
    });
}

export function worldOf(chain: Chain, cast: Cast, calendar: World['calendar']): World {
  return { chain, calendar, people: peopleOf(chain, cast), subject: cast.subject };
}

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
  const vacant = [[], ...others.map((post) => [post])];
  return [{ subject: [], vacant: both }, ...vacant.map((empty) => ({ subject: [], vacant: empty, both }))];
};

/** So many posts are empty beside the subject; each of theirs but the first counts as one. */
function emptied(posts: readonly Post[], subject: readonly Post[], count: number): Cast[] {
  const others = posts.filter((post) => !subject.includes(post));
  const left = count - Math.max(0, subject.length - 1);
  return left <= 0 ? [] : [...someOf(others, left)].map((vacant) => ({ subject, vacant }));
}

/** Every so many of some posts. */
function* someOf(posts: readonly Post[], count: number): Generator<readonly Post[]> {
  if (count === 0) yield [];
  else {
    for (const [index, post] of posts.entries()) {
      for (const rest of someOf(posts.slice(index + 1), count - 1)) yield [post, ...rest];
    }
  }
}

const sizeOf = ({ subject, vacant, both = [] }: Cast): number => subject.length + vacant.length + both.length;

const doubles = (posts: readonly Post[]): readonly (readonly Post[])[] =>
  DOUBLE.filter((pair) => pair.every((post) => posts.includes(post)));

/** One person for each post, or for two; the subject holds theirs and is excluded, and a vacant post has nobody. */
export function peopleOf(chain: Chain, { subject, vacant, both = [] }: Cast): PostHolder[] {
  return postsOf(chain).flatMap((role) =>
    vacant.includes(role)
      ? []
      : [
          {
            role,
            person: subject.includes(role) ? 'the-subject' : both.includes(role) ? (both[0] ?? role) : role,
            excluded: subject.includes(role),
            away: false,
          },
        ],
  );
}

export function worldOf(chain: Chain, cast: Cast, calendar: World['calendar']): World {
  return { chain, calendar, people: peopleOf(chain, cast), subject: cast.subject };
}

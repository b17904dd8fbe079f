import type { Cast } from './answer.ts';
import { isKnownPost } from './line.ts';
import type { Chain } from '../language/chain.ts';
import { derived } from '../language/derived.ts';
import type { Post } from '../language/role.ts';
import { ABOVE_ALL, leadersOf } from '../reducer/tell.ts';
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

/** The posts that a chain's ladders, rungs, agreements and conditions name, and the leaders the reducer falls back on. */
const postsOf = derived((chain: Chain): readonly Post[] => {
  const named = new Set<string>([...leadersOf(chain), ...(canExclude(chain) ? ABOVE_ALL : [])]);
  gather(chain.steps, named);
  gather([chain.waiver?.agreedBy, chain.mistake?.agreedBy, chain.handOver?.tell], named);
  return [...named].filter(isKnownPost).sort();
});

function gather(value: unknown, named: Set<string>): void {
  if (typeof value === 'string') named.add(value);
  else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) gather(part, named);
  }
}

/** A combination, and how much must hold under it. */
export interface Level {
  readonly cast: Cast;
  /** Everything, or only what concerns the two protected ways; a plain duty may then come to the last resort. */
  readonly demands: 'everything' | 'protected';
}

/** Fewest missing people first, so that the first counter-example is the simplest. */
export function castsOf(chain: Chain): readonly Level[] {
  const posts = postsOf(chain);
  const subjects = subjectsOf(chain, posts);
  const pairs = [...pairsOf(posts)];
  const everything = subjects.flatMap((subject) => [
    { subject, vacant: [] },
    ...(subject.length > 1 ? [] : others(posts, subject).map((post) => ({ subject, vacant: [post] }))),
    ...(subject.length > 0 ? [] : doubles(posts).map((vacant) => ({ subject, vacant }))),
  ]);
  const guarded = subjects.flatMap((subject) =>
    (subject.length > 1 ? others(posts, subject).map((post) => [post]) : pairs)
      .filter((vacant) => vacant.every((post) => !subject.includes(post)))
      .map((vacant) => ({ subject, vacant })),
  );
  return [
    ...everything.map((cast) => ({ cast, demands: 'everything' as const })),
    ...guarded.map((cast) => ({ cast, demands: 'protected' as const })),
  ].sort((a, b) => sizeOf(a.cast) - sizeOf(b.cast));
}

const sizeOf = ({ subject, vacant }: Cast): number => subject.length + vacant.length;

/** Whether a case may be about somebody who holds one of the posts. */
const canExclude = ({ about }: Chain): boolean => about === 'adult' || about === 'institution';

function subjectsOf(chain: Chain, posts: readonly Post[]): readonly (readonly Post[])[] {
  return canExclude(chain) ? [[], ...posts.map((post) => [post]), ...doubles(posts)] : [[]];
}

const doubles = (posts: readonly Post[]): readonly (readonly Post[])[] =>
  DOUBLE.filter((pair) => pair.every((post) => posts.includes(post)));

const others = (posts: readonly Post[], subject: readonly Post[]): readonly Post[] =>
  posts.filter((post) => !subject.includes(post));

function* pairsOf(posts: readonly Post[]): Generator<readonly Post[]> {
  for (const [index, one] of posts.entries()) for (const other of posts.slice(index + 1)) yield [one, other];
}

/** One person for each post; the subject holds theirs and is excluded, and a vacant post has nobody. */
export function peopleOf(chain: Chain, { subject, vacant }: Cast): PostHolder[] {
  return postsOf(chain).flatMap((role) =>
    vacant.includes(role)
      ? []
      : [
          {
            role,
            person: subject.includes(role) ? 'the-subject' : role,
            excluded: subject.includes(role),
            away: false,
          },
        ],
  );
}

export function worldOf(chain: Chain, cast: Cast, calendar: World['calendar']): World {
  return { chain, calendar, people: peopleOf(chain, cast), subject: cast.subject };
}

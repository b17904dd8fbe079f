import { canExclude, postsOf } from './posts.ts';
import { lineAbout } from '../conflict/answers-to.ts';
import type { Chain } from '../language/chain.ts';
import { derived } from '../language/derived.ts';
import { POSTS } from '../language/role.ts';
import type { Post } from '../language/role.ts';

/** The posts of everybody whom a case may be about, as far as a chain tells them apart. */
export interface Subjects {
  readonly each: readonly (readonly Post[])[];
  /** Whether there was room for everybody. */
  readonly areAll: boolean;
}

/** So many are looked at; there is room for everybody with two posts. */
const MOST_SUBJECTS = 200;

/**
 * Nobody here, any one post, and several posts of which each says something to a condition, or has people who answer to it,
 * that the others do not. A post that says nothing more comes to the same as an empty one.
 */
export const subjectsOf = derived((chain: Chain): Subjects => {
  const posts = canExclude(chain) ? postsOf(chain) : [];
  const says = new Map(posts.map((post) => [post, saidBy(chain, post)] as const));
  const counts = (subject: readonly Post[]): boolean =>
    subject.every((post) => {
      const others = subject.filter((each) => each !== post).map((each) => says.get(each));
      return says.get(post)?.some((each) => !others.some((other) => other?.includes(each)));
    });
  const each: (readonly Post[])[] = [[], ...posts.map((post) => [post])];
  // A post that counts beside others counts beside fewer of them, so that each set grows out of a smaller one.
  for (const subject of each) {
    const last = subject.at(-1);
    if (last === undefined) continue;
    for (const post of posts.slice(posts.indexOf(last) + 1)) {
      const more = [...subject, post];
      if (!counts(more)) continue;
      if (each.length >= MOST_SUBJECTS) return { each, areAll: false };
      each.push(more);
    }
  }
  return { each, areAll: true };
});

/** What follows from a subject's having a post, besides that nobody else has it. */
const saidBy = (chain: Chain, post: Post): string[] => [
  ...asksOf(chain).flatMap((names, index) => (names.includes(post) ? [`ask ${index}`] : [])),
  ...lineAbout(chain, [post]),
];

/** Each question of a condition whether the subject has one of some posts. */
const asksOf = derived((chain: Chain): readonly (readonly unknown[])[] =>
  asked(conditionsOf(chain), 'subject').map((posts) => [posts].flat()),
);

const conditionsOf = ({ steps, holds }: Chain): unknown => [
  steps.map(({ when, until, repeat, approval }) => [when, until, repeat?.until, approval?.unless]),
  Object.values(holds).map(({ when }) => when),
];

/** What conditions ask under this name, wherever they do. */
function asked(part: unknown, name: string): unknown[] {
  if (typeof part !== 'object' || part === null) return [];
  if (name in part) return [(part as Readonly<Record<string, unknown>>)[name]];
  return Object.values(part).flatMap((each) => asked(each, name));
}

/** Whether a condition asks for somebody whom a step appoints. */
export const asksForAppointed = (chain: Chain): boolean =>
  asked(conditionsOf(chain), 'role').some((role) => !POSTS.some((post) => post === role));

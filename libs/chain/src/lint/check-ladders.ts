import { found } from './finding.ts';
import { eachStep } from './view.ts';
import type { Chain } from '../language/chain.ts';
import { isPost, POSTS } from '../language/role.ts';
import type { Post, Role } from '../language/role.ts';
import type { Step } from '../language/step.ts';
import { leadersOutside, lineOf } from '../prove/line.ts';

/**
 * Every ladder reaches beyond whoever the case may be about: their posts, and those who answer to them. Roles of the case
 * count for nobody, since nobody may have been appointed yet.
 */
export const checkLadders = eachStep((step, path, { chain }) => {
  const posts = step.owner.filter(isPost);
  const wrong = posts.length === 0 ? 'nobody in a post' : whoIsMissing(chain, step, posts);
  if (wrong === null) return [];
  return [found('ladderInLine', `${path}.owner`, `The ladder of "${step.title}" has ${wrong}.`)];
});

function whoIsMissing(chain: Chain, { path }: Step, posts: readonly Post[]): string | null {
  if (path === 'danger') return null;
  if (chain.about === 'institution') {
    const outside: readonly Role[] = leadersOutside(chain, []);
    return posts.some((post) => outside.includes(post)) ? null : 'nobody outside those who run the place';
  }
  if (chain.about !== 'adult') return null;
  const subject = POSTS.find((post) => isAllInLine(posts, post));
  return subject === undefined
    ? null
    : `only people who answer to the subject where it is about the ${subject}`;
}

function isAllInLine(posts: readonly Post[], subject: Post): boolean {
  const line = lineOf([subject]);
  return posts.every((post) => line.has(post));
}

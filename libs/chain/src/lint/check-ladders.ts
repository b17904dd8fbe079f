import { found } from './finding.ts';
import type { Found } from './finding.ts';
import { eachStep } from './view.ts';
import type { View } from './view.ts';
import type { Chain } from '../language/chain.ts';
import { isPost, POSTS } from '../language/role.ts';
import type { Post, Role } from '../language/role.ts';
import type { Step } from '../language/step.ts';
import { leadersOutside, lineOf } from '../prove/line.ts';

/**
 * Every ladder reaches beyond whoever the case may be about: their posts, and those who answer to them. Roles of the case
 * count for nobody, since nobody may have been appointed yet.
 */
export const checkLadders = eachStep((step, path, view) => [
  ...ofItsOwn(step, path, view),
  ...ofChildren(step, path, view),
]);

function ofItsOwn(step: Step, path: string, { chain }: View): Found[] {
  const posts = step.owner.filter(isPost);
  const wrong = posts.length === 0 ? 'nobody in a post' : whoIsMissing(chain, step, posts);
  if (wrong === null) return [];
  return [found('ladderInLine', `${path}.owner`, `The ladder of "${step.title}" has ${wrong}.`)];
}

/** Whom a case about an adult or a place is kept from, the cases of children that it opens are kept from too. */
function ofChildren({ opens }: Step, path: string, { chain, others }: View): Found[] {
  if (chain.about !== 'adult' && chain.about !== 'institution') return [];
  const child = opens === undefined ? null : (others?.get(opens.chain) ?? null);
  if (child?.about !== 'child') return [];
  return child.steps.flatMap((step) => {
    const subject = step.path === 'danger' ? undefined : subjectAbove(child, step.owner.filter(isPost));
    if (subject === undefined) return [];
    const sentence = `The case of "${child.title}" that it opens is kept from the subject too, and only people who answer to the ${subject} stand on the ladder of "${step.title}".`;
    return [found('ladderInLine', `${path}.opens.chain`, sentence)];
  });
}

function whoIsMissing(chain: Chain, { path }: Step, posts: readonly Post[]): string | null {
  if (path === 'danger') return null;
  if (chain.about === 'institution') {
    const outside: readonly Role[] = leadersOutside(chain, []);
    return posts.some((post) => outside.includes(post)) ? null : 'nobody outside those who run the place';
  }
  if (chain.about !== 'adult') return null;
  const subject = subjectAbove(chain, posts);
  return subject === undefined
    ? null
    : `only people who answer to the subject where it is about the ${subject}`;
}

/** A post whose holder, and everybody who answers to them, is all that a ladder has. */
const subjectAbove = (chain: Pick<Chain, 'about'>, posts: readonly Post[]): Post | undefined =>
  POSTS.find((post) => posts.every((each) => lineOf(chain, [post]).has(each)));

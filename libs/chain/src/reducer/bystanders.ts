import type { Chain } from '../language/chain.ts';
import { derived } from '../language/derived.ts';
import type { Post } from '../language/role.ts';

/** Posts that never own a duty nor hear of one unless a chain names them: left out, as a school has hundreds. */
export const ONLY_IF_NAMED: readonly Post[] = ['staff', 'governor', 'auditor'];

/**
 * The posts by which nobody is known in cases of a chain; whoever reports and holds such a one is there without it. A word
 * taken for a post that is none costs a few rows, one overlooked would leave somebody untold.
 */
export const leftOut = derived((chain: Chain): readonly Post[] => {
  const said = JSON.stringify(chain);
  return ONLY_IF_NAMED.filter((post) => !new RegExp(`"${post}"(?!:)`).test(said));
});

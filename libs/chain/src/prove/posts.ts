import { isKnownPost } from './line.ts';
import type { Chain } from '../language/chain.ts';
import { derived } from '../language/derived.ts';
import type { Post } from '../language/role.ts';
import { ABOVE_ALL, leadersOf } from '../reducer/tell.ts';

/** The posts that a chain's ladders, rungs, agreements and conditions name, and the leaders the reducer falls back on. */
export const postsOf = derived((chain: Chain): readonly Post[] => {
  const { steps, holds, waiver, mistake, handOver } = chain;
  const named = new Set<string>([...leadersOf(chain), ...(canExclude(chain) ? ABOVE_ALL : [])]);
  gather([steps, holds, waiver?.agreedBy, mistake?.agreedBy, handOver?.tell], named);
  return [...named].filter(isKnownPost).sort();
});

function gather(value: unknown, named: Set<string>): void {
  if (typeof value === 'string') named.add(value);
  else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) gather(part, named);
  }
}

/** Whether a case may be about somebody who holds one of the posts. */
export const canExclude = ({ about }: Chain): boolean => about === 'adult' || about === 'institution';

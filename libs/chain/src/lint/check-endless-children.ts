import { found } from './finding.ts';
import type { Found } from './finding.ts';
import { isPossible } from './solve.ts';
import { modelWith } from './model.ts';
import type { View } from './view.ts';
import { asWish, now } from './wish.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';

/** A step that opens another case as soon as its own case opens, though nobody acts. */
interface Opener {
  readonly chain: Chain;
  readonly step: Step;
}

/** Cases that open one another as they open, without end. */
export function checkEndlessChildren({ chain, others }: View): Found[] {
  return chain.steps.flatMap((step, index) => {
    const first = { chain, step };
    if (!isAtOnce(first, {}) || !comesBack(first, others)) return [];
    const sentence = `"${step.title}" opens a case that opens another of this kind, and so on without end.`;
    return [found('endlessChildren', `steps.${index}.opens`, sentence)];
  });
}

function comesBack(first: Opener, others: View['others']): boolean {
  const seen = new Set<string>();
  const waiting = openedBy(first, others);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.chain.id === first.chain.id && next.step.id === first.step.id) return true;
    const name = `${next.chain.id}/${next.step.id}`;
    if (seen.has(name)) continue;
    seen.add(name);
    waiting.push(...openedBy(next, others));
  }
  return false;
}

/** The openers of the case that an opener opens, going by the answers that it begins with. */
function openedBy({ chain, step: { opens } }: Opener, others: View['others']): Opener[] {
  if (opens === undefined) return [];
  const child = opens.chain === chain.id ? chain : (others?.get(opens.chain) ?? null);
  if (child === null) return [];
  const { facts = {} } = opens;
  return child.steps.map((step) => ({ chain: child, step })).filter((opener) => isAtOnce(opener, facts));
}

function isAtOnce({ chain, step }: Opener, facts: NonNullable<NonNullable<Step['opens']>['facts']>): boolean {
  if (step.opens?.at !== 'opening' || step.after !== undefined) return false;
  const nothingYet = modelWith(chain, new Set());
  return isPossible(nothingYet, [
    ...Object.entries(facts).flatMap(([fact, is]) => (typeof is === 'string' ? [now({ fact, is })] : [])),
    ...(step.when === undefined ? [] : [now(asWish(step.when))]),
  ]);
}

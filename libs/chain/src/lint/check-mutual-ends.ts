import { found } from './finding.ts';
import type { Check } from './view.ts';
import { asWish, plainWishes } from './wish.ts';
import { listed, quoted } from '../inherit/say-words.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';
import { STEP_STATES } from '../language/predicate.ts';

/** What a step can be although nobody did anything about it. */
const BY_ITSELF: readonly string[] = ['open', 'late', 'superseded'];

/** No duty ends because another is owed that ends because of it: both would be over, and nobody has done anything. */
export const checkMutualEnds: Check = ({ chain }) =>
  chain.steps.flatMap((step, index) => {
    const ring = ringFrom(chain, step);
    if (ring === null) return [];
    const titles = ring.map(({ title }) => quoted(title));
    const sentence =
      ring.length === 1
        ? `${titles.join()} is no longer needed because it is owed itself, so it ends though nobody does it.`
        : `${listed(titles)} make each other needless, so they end though nobody does any of them.`;
    return [found('endEachOther', `steps.${index}.until`, sentence)];
  });

/** The shortest way back to a step along what ends what, on which one ends because another is merely owed. */
function ringFrom(chain: Chain, start: Step): Step[] | null {
  const ways: { readonly way: readonly Step[]; readonly owed: boolean }[] = [{ way: [start], owed: false }];
  const seen = new Set<string>();
  for (const { way, owed } of ways) {
    const last = way.at(-1) ?? start;
    for (const next of endedBy(chain, last)) {
      const isOwed = owed || next.owed;
      if (next.step === start && isOwed) return [...way];
      const name = `${next.step.id} ${isOwed}`;
      if (next.step === start || seen.has(name)) continue;
      seen.add(name);
      ways.push({ way: [...way, next.step], owed: isOwed });
    }
  }
  return null;
}

interface Ender {
  readonly step: Step;
  /** Whether it is enough that the other is owed. */
  readonly owed: boolean;
}

/** The steps of which the mere standing makes a step needless. */
function endedBy({ steps }: Chain, { until }: Step): Ender[] {
  if (until === undefined) return [];
  return [...plainWishes(asWish(until), '')].flatMap(({ plain, wanted }) => {
    if (!('step' in plain)) return [];
    const step = steps.find(({ id }) => id === plain.step);
    const is = STEP_STATES.filter((state) => [plain.is].flat().includes(state) === wanted);
    const alone = is.filter((state) => BY_ITSELF.includes(state));
    return step === undefined || alone.length === 0
      ? []
      : [{ step, owed: alone.some((state) => state !== 'superseded') }];
  });
}

import type { PlainWish } from './wish.ts';
import { asWish, opensWith, plainWishes } from './wish.ts';
import { barsOn } from '../inherit/bars.ts';
import { namesOf } from '../inherit/say-names.ts';
import type { Chain } from '../language/chain.ts';
import { own } from '../language/own.ts';
import type { Step } from '../language/step.ts';

/** What a step waits for: that another has ended, or only that it has come up; or that a hold is over. */
interface Waited {
  readonly step: string;
  readonly toEnd: boolean;
}

const UNENDED = ['notOpen', 'open', 'late'];

/** Everything that stands in the way of what a step waits for, any number of steps back. */
export function barsBefore(chain: Chain, step: Step): string[] {
  const seen = new Set<string>();
  const waiting = [...waitedFor(chain, step)];
  const bars = holdsBefore(chain, step);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { step: id, toEnd } = next;
    const before = chain.steps.find((other) => other.id === id);
    if (before === undefined || before === step || seen.has(`${id} ${toEnd}`)) continue;
    seen.add(`${id} ${toEnd}`);
    if (toEnd && before.path === undefined) {
      bars.push(...barsOn(chain, before).map((bar) => `${bar} on ${namesOf(chain).step(id)}`));
    }
    bars.push(...holdsBefore(chain, before));
    waiting.push(...waitedFor(chain, before));
  }
  return [...new Set(bars)];
}

const wishesOf = (step: Step): { readonly plain: PlainWish; readonly wanted: boolean }[] =>
  opensWith(step).flatMap((wish) => [...plainWishes(wish, '')]);

/** Whether a step comes up while another is open, and not once that is late. */
export const isLostByTime = (step: Step): boolean =>
  wishesOf(step).some(({ plain, wanted }) => {
    const is = 'step' in plain ? [plain.is].flat().map(String) : [];
    return is.includes('open') === wanted && is.includes('late') !== wanted;
  });

/** What waits until a hold is over is held by it. */
const holdsBefore = (chain: Chain, step: Step): string[] =>
  wishesOf(step).flatMap(({ plain, wanted }) =>
    'hold' in plain && !wanted ? [`the hold ${namesOf(chain).hold(plain.hold)}`] : [],
  );

function waitedFor(chain: Chain, step: Step): Waited[] {
  return wishesOf(step).flatMap(({ plain, wanted }) => inWish(chain, plain, wanted));
}

function inWish(chain: Chain, plain: PlainWish, wanted: boolean): Waited[] {
  if ('step' in plain) {
    const is = [plain.is].flat().map(String);
    const allowsUnended = UNENDED.some((state) => is.includes(state) === wanted);
    const needsOpening = wanted ? !is.includes('notOpen') : is.includes('notOpen');
    return needsOpening ? [{ step: plain.step, toEnd: !allowsUnended }] : [];
  }
  if (!wanted) return [];
  if ('late' in plain) return [{ step: plain.late, toEnd: false }];
  if ('fact' in plain) {
    const asking = own(chain.facts, plain.fact)?.askedIn;
    return asking === undefined ? [] : [{ step: asking, toEnd: true }];
  }
  if ('hold' in plain) {
    const from = own(chain.holds, plain.hold)?.from;
    return from === undefined
      ? []
      : [...plainWishes(asWish(from), '')].flatMap((each) => inWish(chain, each.plain, each.wanted));
  }
  for (const word of ['done', 'outcome', 'ended', 'bypassed', 'childEnded'] as const) {
    if (word in plain) {
      return [{ step: (plain as Readonly<Record<string, string>>)[word] ?? '', toEnd: true }];
    }
  }
  return [];
}

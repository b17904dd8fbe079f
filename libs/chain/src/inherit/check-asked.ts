import type { Change } from './check-change.ts';
import { isKept } from './kept.ts';
import { PATHS } from './paths.ts';
import type { LayerRefusal } from './refusal.ts';
import { quoted } from './say-words.ts';
import { isFieldAsStrict } from './tighter-evidence.ts';
import { answersOf } from '../language/answers-of.ts';
import type { Chain } from '../language/chain.ts';
import { plainConditions } from '../language/could-hold.ts';
import type { Fact } from '../language/fact.ts';
import { own } from '../language/own.ts';
import type { Predicate } from '../language/predicate.ts';

/**
 * A question by whose answer a call, a step with a floor or a hold comes up is asked as soon as above, and in the same
 * words: else that would come up late, or never, or after another answer than was meant.
 */
export function checkAsked(change: Change): LayerRefusal[] {
  const { above, below, by } = change;
  return Object.entries(above.facts).flatMap(([id, fact]) => {
    const because = whyItMatters(change, id);
    if (because === null) return [];
    const asked = [whyAskedLater(above, below, id), whyReworded(fact, own(below.facts, id))];
    return asked.flatMap((how) => {
      if (how === null) return [];
      const sentence = `${by.title} ${how.replace('…', quoted(fact.question))}, and ${because}.`;
      return [{ path: `facts.${id}`, sentence, by, against: null }];
    });
  });
}

function whyReworded(above: Fact, below: Fact | undefined): string | null {
  if (below === undefined) return null;
  const isSaid = isKept(Object.entries(answersOf(above)), Object.entries(answersOf(below)));
  if (above.question !== below.question || !isSaid) return 'rewords …';
  return above.hint === undefined || above.hint === below.hint ? null : 'rewords the hint to …';
}

function whyItMatters({ above, below, floors }: Change, id: string): string | null {
  if ((own(above.facts, id)?.danger ?? []).length > 0) return 'an answer to it means danger';
  const hold = Object.values(above.holds).find(({ when }) => reads(when, id));
  if (hold !== undefined) return `the hold ${quoted(hold.title)} begins by the answer`;
  const kept = above.steps.find(
    (step) =>
      (step.path !== undefined || floors.some((floor) => floor.step.id === step.id)) &&
      reads(step.when, id) &&
      below.steps.some((now) => now.id === step.id && reads(now.when, id)),
  );
  if (kept === undefined) return null;
  const what = kept.path === undefined ? 'of which something is a floor' : `on the ${PATHS[kept.path]}`;
  return `${quoted(kept.title)}, ${what}, comes up by the answer`;
}

const reads = (when: Predicate | undefined, id: string): boolean =>
  when !== undefined &&
  [...plainConditions(when, '')].some(([plain]) => 'fact' in plain && plain.fact === id);

/** With the question where the dots are; null where it is asked as soon and as surely. */
function whyAskedLater(above: Chain, below: Chain, id: string): string | null {
  const [fact, now] = [own(above.facts, id), own(below.facts, id)];
  if (now?.askedIn === undefined) return null;
  if (now.askedIn !== fact?.askedIn) return 'asks … later';
  const [asking, asks] = [above, below].map(({ steps }) => steps.find((step) => step.id === now.askedIn));
  if (asking === undefined || asks === undefined) return null;
  const field = asking.evidence.find((each) => each.kind === 'fact' && each.fact === id);
  const isAsked = field === undefined || asks.evidence.some((each) => isFieldAsStrict(each, field));
  if (!isAsked) return `lets ${quoted(asking.title)} be done without an answer to …`;
  const isSaid =
    field === undefined ||
    asks.evidence.some(({ id: one, label }) => one === field.id && label === field.label);
  return isSaid ? null : 'rewords …';
}

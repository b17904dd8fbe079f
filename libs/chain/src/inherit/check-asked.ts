import type { Change } from './check-change.ts';
import { PATHS } from './paths.ts';
import type { LayerRefusal } from './refusal.ts';
import { own } from './say-names.ts';
import { quoted } from './say-words.ts';
import { isFieldAsStrict } from './tighter-evidence.ts';
import type { Chain } from '../language/chain.ts';
import { plainConditions } from '../language/could-hold.ts';
import type { Step } from '../language/step.ts';

/** A question whose answer brings up a call is asked as soon as above: else the call would come up late, or never. */
export function checkAsked(change: Change): LayerRefusal[] {
  const { above, below, by } = change;
  return Object.entries(above.facts).flatMap(([id, fact]) => {
    const because = whyItMatters(change, id);
    const later = because === null ? null : whyAskedLater(above, below, id);
    if (later === null || because === null) return [];
    const sentence = `${by.title} ${later.replace('…', quoted(fact.question))}, and ${because}.`;
    return [{ path: `facts.${id}`, sentence, by, against: null }];
  });
}

function whyItMatters({ above, below }: Change, id: string): string | null {
  if ((own(above.facts, id)?.danger ?? []).length > 0) return 'an answer to it means danger';
  const call = above.steps.find(
    (step) =>
      step.path !== undefined &&
      reads(step, id) &&
      below.steps.some((now) => now.id === step.id && reads(now, id)),
  );
  if (call?.path === undefined) return null;
  return `${quoted(call.title)}, on the ${PATHS[call.path]}, comes up by the answer`;
}

const reads = ({ when }: Step, id: string): boolean =>
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
  return isAsked ? null : `lets ${quoted(asking.title)} be done without an answer to …`;
}

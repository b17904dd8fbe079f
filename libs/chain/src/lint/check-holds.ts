import { found } from './finding.ts';
import type { Found } from './finding.ts';
import { isPossible } from './solve.ts';
import type { Check, View } from './view.ts';
import { asWish, now } from './wish.ts';
import { bans } from '../reducer/held.ts';
import type { Hold } from '../language/hold.ts';

/** Every hold can be placed, and ends. */
export const checkHolds: Check = (view) =>
  Object.entries(view.chain.holds).flatMap(([id, hold]) => [
    ...neverPlaced(view, hold, `holds.${id}`),
    ...neverEnded(view, hold, `holds.${id}`),
  ]);

function neverPlaced({ model }: View, { title, from, when }: Hold, path: string): Found[] {
  const starts = [from, when].flatMap((each) => (each === undefined ? [] : [now(asWish(each))]));
  return isPossible(model, starts)
    ? []
    : [
        found(
          'contradiction',
          `${path}.${when === undefined ? 'from' : 'when'}`,
          `"${title}" can never be in force.`,
        ),
      ];
}

/** A hold may not forbid what would end it: nobody could then, but by its release. */
function neverEnded({ model, chain }: View, hold: Hold, path: string): Found[] {
  if (hold.release !== undefined) return [];
  const undoable = chain.steps.filter(
    (step) => step.path === undefined && !step.personal && step.does.some((act) => bans(hold, act)),
  );
  const held = { ...model, undoable: new Set(undoable.map(({ id }) => id)) };
  if (isPossible(held, [now(asWish(hold.until))])) return [];
  const because = isPossible(model, [now(asWish(hold.until))])
    ? 'it forbids what would end it'
    : 'what ends it cannot happen';
  return [found('holdNeverEnds', `${path}.until`, `"${hold.title}" never ends: ${because}.`)];
}

import { found } from './finding.ts';
import type { Found } from './finding.ts';
import { openingGoals } from './openable.ts';
import { isPossible } from './solve.ts';
import { eachStep } from './view.ts';
import type { Check, View } from './view.ts';
import { asWish, now, opensWith, partsOf } from './wish.ts';
import type { Wish } from './wish.ts';
import type { Step } from '../language/step.ts';

/** Every step can come up; and if not, whether its own conditions forbid it or what comes before. */
export const checkOpening: Check = eachStep((step, path, view) => {
  if (view.model.openable.has(step.id)) return deadBranches(step, path, view);
  if (isEndedBeforeDone(step, view)) {
    return [found('contradiction', `${path}.until`, `"${step.id}" is needless whenever it could come up.`)];
  }
  const where = `${path}.${step.when === undefined ? 'after' : 'when'}`;
  if (isPossible(view.free, openingGoals(step))) {
    return [
      found('neverOpens', where, `"${step.id}" can never open: what it waits for cannot happen first.`),
    ];
  }
  return [contradicted(step, path, where, view)];
});

/** What it waits for can be so, and then it is needless already. */
const isEndedBeforeDone = (step: Step, { model }: View): boolean =>
  step.until !== undefined &&
  isPossible(
    model,
    opensWith(step).map((wish) => now(wish)),
  );

function contradicted(step: Step, path: string, where: string, { free }: View): Found {
  const withoutEnd = opensWith(step).map((wish) => now(wish));
  return isPossible(free, withoutEnd)
    ? found('contradiction', `${path}.until`, `"${step.id}" is needless whenever it could come up.`)
    : found('contradiction', where, `"${step.id}" asks for what cannot be so at once.`);
}

/** Ways to come up that no case can take. */
function deadBranches(step: Step, path: string, { model }: View): Found[] {
  const wishes: (readonly [Wish, string])[] = [
    ...(step.after === undefined ? [] : [[asWish(step.after), `${path}.after`] as const]),
    ...(step.when === undefined ? [] : [[asWish(step.when), `${path}.when`] as const]),
  ];
  return wishes
    .flatMap(([wish, at]) => [...alternatives(wish, at)])
    .filter(({ wish }) => !isPossible(model, [now(wish)]))
    .map(({ at }) => found('deadBranch', at, `This part of what "${step.id}" waits for can never be so.`));
}

/** Every part of an "any", outside of "not". */
function* alternatives(wish: Wish, at: string): Generator<{ readonly wish: Wish; readonly at: string }> {
  const inside = partsOf(wish);
  if (inside === null) return;
  const word = Object.keys(wish)[0] ?? '';
  for (const [index, part] of inside.parts.entries()) {
    if (!inside.every) yield { wish: part, at: `${at}.${word}.${index}` };
    yield* alternatives(part, `${at}.${word}.${index}`);
  }
}

import { modelWith } from './model.ts';
import type { Model } from './model.ts';
import { isPossible } from './solve.ts';
import { asWish, now, opensWith } from './wish.ts';
import type { Goal } from './wish.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';

/** What must be so for a step to come up: what it waits for, and that it is not needless by then. */
export function openingGoals(step: Step): Goal[] {
  const { until } = step;
  return [
    ...opensWith(step).map((wish) => now(wish)),
    ...(until === undefined ? [] : [now(asWish(until), false)]),
  ];
}

/** A chain with the steps that can come up, found from those that come up with the case onwards. */
export function modelOf(chain: Chain, isPartial = false): Model {
  const openable = new Set<string>();
  const model = modelWith(chain, openable, isPartial);
  // To and fro, so that it matters little in which order the steps were written.
  const orders = [chain.steps, [...chain.steps].reverse()];
  for (let turn = 0, grown = true; grown; turn += 1) {
    grown = false;
    for (const step of orders[turn % 2] ?? []) {
      if (openable.has(step.id) || !isPossible(model, openingGoals(step))) continue;
      openable.add(step.id);
      grown = true;
    }
  }
  return model;
}

/** The same, as if every step could come up: what is impossible even then contradicts itself. */
export const asIfAllOpen = (model: Model): Model => ({ ...model, openable: new Set(model.steps.keys()) });

import type { Chain } from './chain.ts';
import { couldHold } from './could-hold.ts';
import { openingOf } from './opening.ts';
import type { Mistake } from './mistake.ts';
import type { Predicate, StepState } from './predicate.ts';

/** Every step can open, and at least one opens with the case: no ring of steps waits for itself. */
export function checkOpening(chain: Chain): Mistake[] {
  const openable = stepsThatCanOpen(chain);
  const stuck = chain.steps.flatMap((step, index) =>
    openable.has(step.id)
      ? []
      : [
          {
            path: `steps.${index}.when`,
            sentence: `"${step.id}" can never open: what it waits for cannot happen first.`,
          },
        ],
  );
  return openable.size === 0 && stuck.length > 0
    ? [
        {
          path: 'steps',
          sentence: 'No step opens when the case opens, so nobody would have anything to do.',
        },
        ...stuck,
      ]
    : stuck;
}

function stepsThatCanOpen(chain: Chain): ReadonlySet<string> {
  const openable = new Set<string>();
  for (let grown = true; grown;) {
    grown = false;
    for (const step of chain.steps) {
      const opening = openingOf(step);
      if (openable.has(step.id) || !(opening === undefined || isPossible(opening, openable))) continue;
      openable.add(step.id);
      grown = true;
    }
  }
  return openable;
}

function isPossible(opening: Predicate, openable: ReadonlySet<string>): boolean {
  return couldHold(opening, true, (condition, wanted) => {
    if (!wanted) return true;
    if ('done' in condition) return openable.has(condition.done);
    if ('outcome' in condition) return openable.has(condition.outcome);
    if ('step' in condition) return isNotOpen(condition.is) || openable.has(condition.step);
    return !('bypassed' in condition) || openable.has(condition.bypassed);
  });
}

function isNotOpen(is: StepState | readonly StepState[]): boolean {
  return [is].flat().includes('notOpen');
}

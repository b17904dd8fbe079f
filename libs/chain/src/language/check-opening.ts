import type { Chain } from './chain.ts';
import { couldHold } from './could-hold.ts';
import type { Mistake } from './mistake.ts';

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
    for (const { id, when } of chain.steps) {
      if (openable.has(id) || !(when === undefined || isPossible(when, openable))) continue;
      openable.add(id);
      grown = true;
    }
  }
  return openable;
}

function isPossible(
  when: NonNullable<Chain['steps'][number]['when']>,
  openable: ReadonlySet<string>,
): boolean {
  return couldHold(when, true, (condition, wanted) => {
    if (!wanted || 'fact' in condition) return true;
    return openable.has('done' in condition ? condition.done : condition.outcome);
  });
}

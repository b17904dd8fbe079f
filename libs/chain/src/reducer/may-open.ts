import { dutyOf, isOwed } from './duties.ts';
import { holds } from './holds.ts';
import type { CaseState } from './state.ts';
import type { World } from './world.ts';
import { couldHold } from '../language/could-hold.ts';

/** The steps not open yet that could be, going by what has been answered and decided. */
export function stepsThatMayOpen(world: World, state: CaseState): ReadonlySet<string> {
  const may = new Set<string>();
  if (state.endedAt !== null) return may;
  for (let grown = true; grown;) {
    grown = false;
    for (const { id, when } of world.chain.steps) {
      if (may.has(id) || dutyOf(state, id) !== undefined || when === undefined) continue;
      if (!couldHold(when, true, (condition, wanted) => couldBecome(condition, wanted, state, may))) continue;
      may.add(id);
      grown = true;
    }
  }
  return may;
}

/** Answers stay, and so does what was done; everything still owed or to come may go either way. */
export function couldBecome(
  condition: Parameters<Parameters<typeof couldHold>[2]>[0],
  wanted: boolean,
  state: CaseState,
  may: ReadonlySet<string>,
): boolean {
  const isTrue = holds(condition, state);
  if ('fact' in condition || isTrue) return isTrue === wanted;
  const id = 'done' in condition ? condition.done : condition.outcome;
  const duty = dutyOf(state, id);
  return !wanted || (duty === undefined ? may.has(id) : isOwed(duty));
}

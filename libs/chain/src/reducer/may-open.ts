import { isTrue } from './condition.ts';
import { isOwed, lastRound } from './duties.ts';
import type { CaseState } from './state.ts';
import type { World } from './world.ts';
import { couldHold } from '../language/could-hold.ts';
import { openingOf } from '../language/opening.ts';
import type { PlainCondition } from '../language/predicate.ts';

/** The steps not open yet that could be, going by what has been answered and decided. */
export function stepsThatMayOpen(world: World, state: CaseState): ReadonlySet<string> {
  const may = new Set<string>();
  if (state.endedAt !== null) return may;
  for (let grown = true; grown;) {
    grown = false;
    for (const step of world.chain.steps) {
      const opening = openingOf(step);
      if (may.has(step.id) || lastRound(state, step.id) !== undefined || opening === undefined) continue;
      const could = (condition: PlainCondition, wanted: boolean): boolean =>
        couldBecome(condition, wanted, world, state, may);
      if (!couldHold(opening, true, could)) continue;
      may.add(step.id);
      grown = true;
    }
  }
  return may;
}

/** Answers given stay, and so does what was done; everything still owed or to come may go either way. */
export function couldBecome(
  condition: PlainCondition,
  wanted: boolean,
  world: World,
  state: CaseState,
  may: ReadonlySet<string>,
): boolean {
  const isNow = isTrue(condition, world, state);
  if (isNow === wanted) return true;
  if ('fact' in condition) return !isAnswered(world, state, condition.fact);
  const id = stepNamed(condition);
  if (id === null) return true;
  const duty = lastRound(state, id);
  return duty === undefined ? may.has(id) : isOwed(duty);
}

/** Whether a question has its answer: one that a step asks is open until that step has been done. */
function isAnswered({ chain }: World, state: CaseState, fact: string): boolean {
  return Object.hasOwn(state.facts, fact) || chain.facts[fact]?.askedIn === undefined;
}

/** The step a condition asks about, if it asks about one. */
export function stepNamed(condition: PlainCondition): string | null {
  if ('done' in condition) return condition.done;
  if ('outcome' in condition) return condition.outcome;
  if ('step' in condition) return condition.step;
  return 'bypassed' in condition ? condition.bypassed : null;
}

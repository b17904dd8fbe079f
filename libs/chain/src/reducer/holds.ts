import { dutyOf, isOwed } from './duties.ts';
import type { CaseState } from './state.ts';
import type { Predicate } from '../language/predicate.ts';

/** Whether a condition is true of a case now. An unanswered question matches none of its answers. */
export function holds(condition: Predicate, state: CaseState): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, state));
  if ('any' in condition) return condition.any.some((part) => holds(part, state));
  if ('not' in condition) return !holds(condition.not, state);
  if ('fact' in condition) {
    return Object.hasOwn(state.facts, condition.fact) && state.facts[condition.fact] === condition.is;
  }
  const duty = dutyOf(state, 'done' in condition ? condition.done : condition.outcome);
  if (duty === undefined || isOwed(duty)) return false;
  return 'done' in condition || duty.outcome === condition.is;
}

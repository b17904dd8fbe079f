import type { Explored } from './moves-of.ts';
import { LATER } from './move.ts';
import { isOwed, lastRound } from '../reducer/duties.ts';
import type { CaseState } from '../reducer/state.ts';

/**
 * Whether a case is open and nothing in it will ever be late: no duty that must be done, no case that it opened, no date
 * that is still to come. Whoever stops there has stopped the case, and nobody hears of it.
 */
export function isSilent({ cone }: Explored, state: CaseState): boolean {
  if (state.endedAt !== null) return false;
  const mustBeDone = cone.inside.some(({ id, optional }) => {
    const duty = optional ? undefined : lastRound(state, id);
    return duty !== undefined && isOwed(duty);
  });
  const hasOpenChild = Object.values(state.children).some(({ endedAt }) => endedAt === null);
  const hasDateToCome = Object.values(state.events).some(({ date }) => date === LATER);
  return !mustBeDone && !hasOpenChild && !hasDateToCome;
}

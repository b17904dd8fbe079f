import type { Cast } from './answer.ts';
import { endAt } from './dead-end.ts';
import { countingIn } from './cone.ts';
import type { DeadEnd } from './dead-end.ts';
import type { Explorer } from './explorer.ts';
import { LATER } from './move.ts';
import { startsByItself } from '../inherit/start-of-clock.ts';
import type { Clock } from '../language/clock.ts';
import type { Step } from '../language/step.ts';
import { isOwed, lastRound } from '../reducer/duties.ts';
import { instantOf } from '../reducer/moments.ts';
import type { CaseState } from '../reducer/state.ts';

export interface Unstarted {
  /** For each clock that may wait for ever while its step is owed, the shortest way there. */
  readonly ends: readonly (readonly [Cast, DeadEnd])[];
  /** Steps for which there was too much to look at. */
  readonly unknown: readonly string[];
}

/** Looks for duties that must be done and whose time does not run, because nobody need do what their clock waits for. */
export function unstartedOf(explorer: Explorer, casts: readonly Cast[]): Unstarted {
  const ends: (readonly [Cast, DeadEnd])[] = [];
  const unknown: string[] = [];
  for (const step of explorer.chain.steps) {
    const { optional, clock } = step;
    if (optional || clock === undefined || startsByItself(step, explorer.chain.steps)) continue;
    const end = wayTo(explorer, casts, step, clock);
    if (end === null) unknown.push(step.id);
    else if (end !== 'none') ends.push(end);
  }
  return { ends, unknown };
}

function wayTo(
  explorer: Explorer,
  casts: readonly Cast[],
  step: Step,
  clock: Clock,
): readonly [Cast, DeadEnd] | 'none' | null {
  const goals = countingIn(explorer.chain, [step.id]);
  for (const [index, cast] of casts.entries()) {
    const explored = explorer.of(goals, cast, step.id);
    if (index > 0 && !explored.cone.names.asksForPeople) break;
    if (explorer.budget.left <= 0) return null;
    const waits = (state: CaseState): boolean => {
      const duty = lastRound(state, step.id);
      return duty !== undefined && duty.round === 1 && isOwed(duty) && !willStart(clock, state);
    };
    const way = explorer.find(explored, cast, waits);
    if (way.found !== null) return [cast, endAt(explored.cone, 'escalation', step.id, way.found)];
    if (!way.isWhole) return null;
  }
  return 'none';
}

/** Whether a clock runs, or will once a date has come or a case that was opened is over. */
function willStart(clock: Clock, state: CaseState): boolean {
  if ('event' in clock) return Object.hasOwn(state.events, clock.event);
  if (typeof clock.from === 'string') return true;
  const children = Object.entries(state.children).map(([key, child]) => [key, { ...child, endedAt: LATER }]);
  const later = {
    ...state,
    playedTo: LATER,
    children: Object.fromEntries(children) as CaseState['children'],
  };
  return instantOf(clock.from, later) !== null;
}

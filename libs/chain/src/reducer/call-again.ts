import { isOneOf } from './moments.ts';
import { openAgain } from './keep-appointed.ts';
import { hasCome } from './open-steps.ts';
import type { Progress } from './progress.ts';
import type { CaseState } from './state.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import { plainConditions } from '../language/could-hold.ts';
import type { Predicate } from '../language/predicate.ts';

/** Danger that was over and is there again is a call again, though the call was made before. */
export function callAgain(world: World, learned: Progress, before: CaseState, now: Instant): Progress {
  const anew = Object.entries(world.chain.facts).flatMap(([id, { danger = [] }]) =>
    !isOneOf(before.facts[id], danger) && isOneOf(learned.state.facts[id], danger) ? [id] : [],
  );
  return world.chain.steps
    .filter(({ path, optional, when }) => path === 'danger' && !optional && asksFor(when, anew))
    .reduce(
      (soFar, step) => (hasCome(world, soFar.state, step) ? openAgain(world, soFar, step, now) : soFar),
      learned,
    );
}

const asksFor = (when: Predicate | undefined, facts: readonly string[]): boolean =>
  when !== undefined &&
  [...plainConditions(when, '')].some(([plain]) => 'fact' in plain && facts.includes(plain.fact));

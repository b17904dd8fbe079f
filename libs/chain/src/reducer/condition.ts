import { lastDone, lastRound } from './duties.ts';
import { isOneOf } from './moments.ts';
import { hasSomebody } from './owner.ts';
import type { CaseState, Duty } from './state.ts';
import type { World } from './world.ts';
import { own } from '../language/own.ts';
import type { PlainCondition, Predicate, StepState } from '../language/predicate.ts';

/** Whether a condition is true of a case now. A question not answered yet has none of its answers. */
export function isTrue(condition: Predicate, world: World, state: CaseState): boolean {
  if ('all' in condition) return condition.all.every((part) => isTrue(part, world, state));
  if ('any' in condition) return condition.any.some((part) => isTrue(part, world, state));
  if ('not' in condition) return !isTrue(condition.not, world, state);
  return isPlainTrue(condition, world, state);
}

function isPlainTrue(condition: PlainCondition, world: World, state: CaseState): boolean {
  if ('fact' in condition) return isOneOf(own(state.facts, condition.fact), condition.is);
  if ('done' in condition) return lastDone(state, condition.done) !== undefined;
  if ('outcome' in condition) return isOneOf(lastDone(state, condition.outcome)?.outcome, condition.is);
  if ('step' in condition) return isOneOf(stateOf(lastRound(state, condition.step)), condition.is);
  if ('event' in condition) return own(state.events, condition.event) !== undefined;
  if ('bypassed' in condition) return lastDone(state, condition.bypassed)?.bypassed === true;
  if ('hold' in condition) return isInForce(state, condition.hold);
  if ('subject' in condition) return (world.subject ?? []).some((post) => isOneOf(post, condition.subject));
  return hasSomebody(condition.role, world, state) === (condition.is === 'available');
}

/** Whether a hold is in force now. */
export function isInForce(state: CaseState, hold: string): boolean {
  return own(state.holds, hold)?.endedAt === null;
}

const DONE = ['met', 'metLate', 'recordedLate'];

/** Where a step stands, as conditions say it. */
export function stateOf(duty: Duty | undefined): StepState {
  if (duty === undefined) return 'notOpen';
  return DONE.includes(duty.state) ? 'done' : (duty.state as StepState);
}

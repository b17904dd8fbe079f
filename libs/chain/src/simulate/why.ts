import { describeLength } from '../clock/describe.ts';
import { explainDue } from '../clock/explain-due.ts';
import { sayCondition, sayMoment } from '../inherit/say-condition.ts';
import { namesOf } from '../inherit/say-names.ts';
import type { Moment } from '../language/moment.ts';
import type { Predicate } from '../language/predicate.ts';
import type { Step } from '../language/step.ts';
import { clockOf } from '../reducer/clock-of-duty.ts';
import { isTrue, stateOf } from '../reducer/condition.ts';
import { dutyKey, dutyOf, lastDone, lastRound } from '../reducer/duties.ts';
import { isClosing } from '../reducer/ending.ts';
import { instantOf } from '../reducer/moments.ts';
import type { CaseState, Duty } from '../reducer/state.ts';
import { isRepetition } from '../reducer/times.ts';
import type { World } from '../reducer/world.ts';

/** Why a step has come up: what happened and what is so, and nothing of what is not. */
export function whyOpened(world: World, state: CaseState, step: Step, duty: Duty): string {
  if (step.repeat !== undefined && isRepetition(state, duty)) {
    return `it comes up again ${describeLength(step.repeat.every)} after it was last done`;
  }
  const before = duty.round > 1 ? dutyOf(state, dutyKey(step.id, duty.round - 1)) : undefined;
  if (before !== undefined && before.doneAt !== null && isClosing(step, before.outcome)) {
    return 'closing the case brought up something to be done first';
  }
  const isNamedAnew = before !== undefined && step.eachTime !== true && step.evidence.some(isAppointing);
  if (isNamedAnew) return 'whoever it named may have no part in it any more';
  const names = namesOf(world.chain);
  const happened =
    step.after === undefined ? [] : [sayMoment(names, whatCame(newestOf(step, step.after, state), state))];
  const so = step.when === undefined ? [] : [sayCondition(names, whatIsSo(step.when, world, state))];
  return happened.length + so.length === 0
    ? 'it comes up with the case'
    : [...happened, ...so].join(', and ');
}

const isAppointing = ({ kind }: Step['evidence'][number]): boolean => kind === 'appoint';

/** Why a step is no longer needed; empty where it does not say. */
export const whyNeedless = (world: World, state: CaseState, { until }: Step): string =>
  until === undefined ? '' : sayCondition(namesOf(world.chain), whatIsSo(until, world, state));

/** Of several things after which a step comes up each time, the last that happened. */
function newestOf({ eachTime }: Step, after: Moment, state: CaseState): Moment {
  if (eachTime !== true || !('any' in after)) return after;
  const at = instantOf({ latest: after.any }, state);
  return { any: after.any.filter((part) => instantOf(part, state) === at) };
}

function whatCame(moment: Moment, state: CaseState): Moment {
  if ('any' in moment) {
    return only(
      moment.any.filter((part) => instantOf(part, state) !== null).map((part) => whatCame(part, state)),
      (any) => ({ any }),
      moment,
    );
  }
  if ('all' in moment) return { all: moment.all.map((part) => whatCame(part, state)) };
  const outcome = 'outcome' in moment ? lastDone(state, moment.outcome)?.outcome : null;
  return 'outcome' in moment && outcome !== null && outcome !== undefined
    ? { ...moment, is: outcome }
    : moment;
}

function whatIsSo(condition: Predicate, world: World, state: CaseState): Predicate {
  if ('any' in condition) {
    return only(
      condition.any.filter((part) => isTrue(part, world, state)).map((part) => whatIsSo(part, world, state)),
      (any) => ({ any }),
      condition,
    );
  }
  if ('all' in condition) {
    const parts = condition.all.map((part) => whatIsSo(part, world, state));
    return only(
      parts.filter((part) => !('not' in part) && !('step' in part && part.is === 'notOpen')),
      (all) => ({ all }),
      condition,
    );
  }
  if ('step' in condition) return { ...condition, is: stateOf(lastRound(state, condition.step)) };
  const answer = 'fact' in condition ? state.facts[condition.fact] : undefined;
  return 'fact' in condition && answer !== undefined ? { ...condition, is: answer } : condition;
}

function only<T>(parts: readonly T[], several: (parts: T[]) => T, whole: T): T {
  return parts.length === 0 ? whole : parts.length === 1 ? (parts[0] ?? whole) : several([...parts]);
}

/** The rule, when it began and what was passed over, as one sentence. */
export function whyLate({ calendar }: World, state: CaseState, step: Step, duty: Duty): string {
  const { clockFrom, pauses } = duty;
  const rule = clockOf(step, isRepetition(state, duty));
  if (rule === undefined || clockFrom === null) return '';
  return explainDue(calendar, rule, clockFrom, pauses).why.replace(/\.$/, '');
}

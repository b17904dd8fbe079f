import type { CaseState, Duty } from './state.ts';
import type { World } from './world.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';

/** The key of a round of a step: the first goes by the step's own name. */
export function dutyKey(step: string, round: number): string {
  return round === 1 ? step : `${step}.${round}`;
}

/** The step that a key speaks of. */
export function stepOfKey(key: string): string {
  return key.split('.', 1).join();
}

/** The duty of a key, if it ever opened. Own keys only: a step may be called "constructor". */
export function dutyOf(state: CaseState, key: string): Duty | undefined {
  return Object.hasOwn(state.duties, key) ? state.duties[key] : undefined;
}

/** Every round of a step that has opened, the first one first. */
export function roundsOf(state: CaseState, step: string): Duty[] {
  const rounds: Duty[] = [];
  for (
    let next = dutyOf(state, step);
    next !== undefined;
    next = dutyOf(state, dutyKey(step, next.round + 1))
  ) {
    rounds.push(next);
  }
  return rounds;
}

/** The last round of a step that has opened. */
export function lastRound(state: CaseState, step: string): Duty | undefined {
  let last = dutyOf(state, step);
  for (let next = last; next !== undefined; next = dutyOf(state, dutyKey(step, next.round + 1))) last = next;
  return last;
}

/** The last round of a step that was done; of one that has come up anew, none yet. */
export function lastDone(state: CaseState, step: string): Duty | undefined {
  let last = lastRound(state, step);
  while (last !== undefined && last.doneAt === null) {
    const before: Duty | undefined = dutyOf(state, dutyKey(step, last.round - 1));
    last = before?.times === last.times ? before : undefined;
  }
  return last;
}

/** Chains are frozen once a case is pinned to them, so what is derived from one may be kept as long as it lives. */
const known = new WeakMap<Chain, ReadonlyMap<string, Step>>();

export function stepOf(world: World, id: string): Step | undefined {
  let steps = known.get(world.chain);
  if (steps === undefined) {
    steps = new Map(world.chain.steps.map((step) => [step.id, step]));
    known.set(world.chain, steps);
  }
  return steps.get(id);
}

/** Whether a duty is still owed. */
export function isOwed(duty: Duty): boolean {
  return duty.state === 'open' || duty.state === 'late';
}

/** The duties still owed with their steps, in the chain's order: a database may reorder the state's keys. */
export function owedDuties(world: World, state: CaseState): (readonly [Step, Duty])[] {
  return world.chain.steps.flatMap((step) => {
    const duty = lastRound(state, step.id);
    return duty !== undefined && isOwed(duty) ? [[step, duty] as const] : [];
  });
}

export function withDuty(state: CaseState, duty: Duty): CaseState {
  return { ...state, duties: { ...state.duties, [duty.key]: duty } };
}

import type { CaseState, Duty } from './state.ts';
import type { World } from './world.ts';
import type { Step } from '../language/chain.ts';

/** The duty of a step, if it ever opened. Own keys only: a step may be called "constructor". */
export function dutyOf(state: CaseState, step: string): Duty | undefined {
  return Object.hasOwn(state.duties, step) ? state.duties[step] : undefined;
}

export function stepOf(world: World, id: string): Step | undefined {
  return world.chain.steps.find((step) => step.id === id);
}

/** Whether a duty is still owed. */
export function isOwed(duty: Duty): boolean {
  return duty.state === 'open' || duty.state === 'late';
}

/** The duties still owed with their steps, in the chain's order: a database may reorder the state's keys. */
export function owedDuties(world: World, state: CaseState): (readonly [Step, Duty])[] {
  return world.chain.steps.flatMap((step) => {
    const duty = dutyOf(state, step.id);
    return duty !== undefined && isOwed(duty) ? [[step, duty] as const] : [];
  });
}

export function withDuty(state: CaseState, duty: Duty): CaseState {
  return { ...state, duties: { ...state.duties, [duty.step]: duty } };
}

import type { CaseState, Duty } from './state.ts';
import type { World } from './world.ts';
import type { Chain } from '../language/chain.ts';
import { derived } from '../language/derived.ts';
import { own } from '../language/own.ts';
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
  return own(state.duties, key);
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

/** What was asked for last, with what it came to: one act asks again and again while nothing has changed. */
let known: { readonly duties: CaseState['duties']; readonly last: ReadonlyMap<string, Duty> } | null = null;

/** The last round of a step that has opened. */
export function lastRound({ duties }: CaseState, step: string): Duty | undefined {
  if (known?.duties !== duties) known = { duties, last: lastRounds(duties) };
  return known.last.get(step);
}

function lastRounds(duties: CaseState['duties']): ReadonlyMap<string, Duty> {
  const last = new Map<string, Duty>();
  for (const duty of Object.values(duties)) {
    const other = last.get(duty.step);
    if (other === undefined || other.round < duty.round) last.set(duty.step, duty);
  }
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

const stepsById = derived(
  ({ steps }: Chain): ReadonlyMap<string, Step> => new Map(steps.map((step) => [step.id, step])),
);

export const stepOf = ({ chain }: World, id: string): Step | undefined => stepsById(chain).get(id);

/** Whether a duty is still owed. */
export function isOwed(duty: Duty): boolean {
  return duty.state === 'open' || duty.state === 'late';
}

type Owed = readonly (readonly [Step, Duty])[];

/** What was asked for last: one act asks again and again while nothing has changed. */
let latest: { readonly chain: Chain; readonly duties: CaseState['duties']; readonly owed: Owed } | null =
  null;

/** The duties still owed with their steps, in the chain's order: a database may reorder the state's keys. */
export function owedDuties({ chain }: World, state: CaseState): Owed {
  if (latest?.chain === chain && latest.duties === state.duties) return latest.owed;
  const owed: (readonly [Step, Duty])[] = [];
  for (const step of chain.steps) {
    const duty = lastRound(state, step.id);
    if (duty !== undefined && isOwed(duty)) owed.push([step, duty]);
  }
  latest = { chain, duties: state.duties, owed };
  return owed;
}

/** Who did the steps whose doer may not do this one, in any of their rounds, or agreed to their being done. */
export function doersOf(state: CaseState, step: Step): string[] {
  return step.otherThanDoerOf.flatMap((id) =>
    roundsOf(state, id).flatMap(({ doneBy, agreedBy }) => (doneBy === null ? [] : [doneBy, ...agreedBy])),
  );
}

export function withDuty(state: CaseState, duty: Duty): CaseState {
  return { ...state, duties: { ...state.duties, [duty.key]: duty } };
}

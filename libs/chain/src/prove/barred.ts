import { isOn } from '../inherit/bars.ts';
import type { Chain } from '../language/chain.ts';
import { derived } from '../language/derived.ts';
import type { Hold } from '../language/hold.ts';
import type { Step } from '../language/step.ts';
import { bans } from '../reducer/held.ts';

/** Whether a hold could stand in the way of a step. */
export function holds(hold: Hold, step: Step): boolean {
  const acts = step.closes === undefined ? step.does : [...step.does, 'close' as const];
  return !isFree(step) && acts.some((act) => bans(hold, act));
}

/** On the protected ways, and for what the law asks of one person, nothing stands in the way. */
export const isFree = ({ path, personal }: Step): boolean => path !== undefined || personal;

const known = derived((_chain: Chain) => new Map<Step, boolean>());

export function canBeBarred(chain: Chain, step: Step): boolean {
  const ofChain = known(chain);
  const found = ofChain.get(step) ?? isBarrable(chain, step);
  ofChain.set(step, found);
  return found;
}

function isBarrable({ steps, holds: all }: Chain, step: Step): boolean {
  const outcomes = Object.keys(step.outcomes ?? {});
  const gates = steps.flatMap((other) => (other === step ? [] : other.gates));
  const isShut = gates.some((gate) => !('outcome' in gate) && isOn(gate, step));
  const shut = gates.flatMap((gate) =>
    'outcome' in gate && gate.outcome === step.id ? [gate.is].flat() : [],
  );
  const hasFreeOutcome = outcomes.length === 0 || outcomes.some((outcome) => !shut.includes(outcome));
  return isShut || !hasFreeOutcome || Object.values(all).some((hold) => holds(hold, step));
}

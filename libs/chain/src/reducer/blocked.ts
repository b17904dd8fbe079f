import { owedDuties } from './duties.ts';
import { isClosing, stillOwed } from './ending.ts';
import { heldBy } from './held.ts';
import { isOneOf } from './moments.ts';
import { refuse } from './refuse.ts';
import type { Refused } from './refuse.ts';
import type { CaseState } from './state.ts';
import type { World } from './world.ts';
import type { Act } from '../language/act.ts';
import type { Gate, Step } from '../language/step.ts';

/** Why a step cannot be done for now: a gate, a hold, or what a closing case still owes. Never on the protected ways. */
export function blocked(world: World, state: CaseState, step: Step, outcome: string | null): Refused | null {
  if (step.path !== undefined || step.personal) return null;
  const closing = isClosing(step, outcome);
  const acts = actsOf(step, closing);
  return (
    gatedBy(world, state, step, outcome, acts) ??
    heldBy(world, state, acts) ??
    (closing ? stillOwed(world, state, step) : null)
  );
}

/** Whoever says that a case cannot close yet closes nothing. */
function actsOf({ does, closes }: Step, closing: boolean): readonly Act[] {
  if (closing) return [...does, 'close'];
  return closes === undefined ? does : does.filter((act) => act !== 'close');
}

function gatedBy(
  world: World,
  state: CaseState,
  step: Step,
  outcome: string | null,
  acts: readonly Act[],
): Refused | null {
  const gate = owedDuties(world, state).find(
    ([other]) => other !== step && other.gates.some((each) => bars(each, step, outcome, acts)),
  );
  return gate === undefined ? null : refuse('gated', `“${gate[0].title}” must be done first.`);
}

function bars(gate: Gate, step: Step, outcome: string | null, acts: readonly Act[]): boolean {
  if ('act' in gate) return acts.includes(gate.act);
  if ('step' in gate) return gate.step === step.id;
  return gate.outcome === step.id && isOneOf(outcome, gate.is);
}

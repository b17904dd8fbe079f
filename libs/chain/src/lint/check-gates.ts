import { found } from './finding.ts';
import type { Found } from './finding.ts';
import { isPossible } from './solve.ts';
import type { Check, View } from './view.ts';
import { asWish, now } from './wish.ts';
import { isOneOf } from '../reducer/moments.ts';
import type { Gate, Step } from '../language/step.ts';

/** Every gate can open: no steps bar one another, and none repeats until what it bars is done. */
export const checkGates: Check = (view) => {
  const { steps } = view.chain;
  return steps.flatMap((step, index) =>
    step.gates.flatMap((gate, at) => {
      const barred = steps.filter((other) => other !== step && bars(gate, other));
      const path = `steps.${index}.gates.${at}`;
      if (barred.length === 0) return idle(gate, step, path);
      return barred.flatMap((other) => ringed(view, step, other, path));
    }),
  );
};

/** Whether a gate stands before all that a step can do; nothing stands before the protected ways. */
function bars(gate: Gate, step: Step): boolean {
  if (step.path !== undefined || step.personal) return false;
  if ('act' in gate) return step.does.includes(gate.act) || (gate.act === 'close' && step.closes === true);
  if ('step' in gate) return gate.step === step.id;
  const outcomes = Object.keys(step.outcomes ?? {});
  return gate.outcome === step.id && outcomes.every((code) => isOneOf(code, gate.is));
}

function idle(gate: Gate, step: Step, path: string): Found[] {
  if (!('act' in gate)) return [];
  const sentence = `Nothing in this chain has to wait for "${step.title}" here: no step does "${gate.act}".`;
  return [found('idleGate', path, sentence)];
}

/** A gate stands while its step is owed; so what it bars may not be what that step, or its ending, waits for. */
function ringed(view: View, step: Step, barred: Step, path: string): Found[] {
  const isMutual = barred.gates.some((gate) => bars(gate, step)) && meet(view, step, barred);
  const needs = step.repeat === undefined ? null : asWish(step.repeat.until);
  const locked = { ...view.model, undoable: new Set([barred.id]) };
  const isEndless =
    needs !== null &&
    isPossible(view.model, [now(needs), now({ done: step.id })]) &&
    !isPossible(locked, [now(needs), now({ done: step.id })]);
  const sentence = `"${step.title}" and "${barred.title}" wait for each other, so neither can ever be done.`;
  return isMutual || isEndless ? [found('gateNeverOpens', path, sentence)] : [];
}

const meet = ({ model }: View, one: Step, other: Step): boolean =>
  isPossible(model, [now({ step: one.id, is: 'open' }), now({ step: other.id, is: 'open' })]);

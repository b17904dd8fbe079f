import { found } from './finding.ts';
import type { Found } from './finding.ts';
import { isPossible } from './solve.ts';
import type { Check, View } from './view.ts';
import { asWish, now } from './wish.ts';
import { listed } from '../inherit/say-words.ts';
import { isOneOf } from '../reducer/moments.ts';
import type { Chain } from '../language/chain.ts';
import type { Gate, Step } from '../language/step.ts';

/** Every gate can open: no steps bar one another, none repeats until what it bars is done, and somebody must open it. */
export const checkGates: Check = (view) => {
  const { steps } = view.chain;
  return steps.flatMap((step, index) =>
    step.gates.flatMap((gate, at) => {
      const barred = steps.filter((other) => other !== step && bars(gate, other));
      const path = `steps.${index}.gates.${at}`;
      if (step.optional && steps.some((other) => other !== step && mustWait(gate, other))) {
        return [waitsForOptional(step, path)];
      }
      if (barred.length === 0) return idle(view.chain, gate, step, path);
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

/** Whether something must be done, some way of doing which a gate stands before. */
function mustWait(gate: Gate, step: Step): boolean {
  if (step.optional || step.path !== undefined || step.personal) return false;
  if ('act' in gate) {
    return step.does.includes(gate.act) || (gate.act === 'close' && step.closes !== undefined);
  }
  return ('step' in gate ? gate.step : gate.outcome) === step.id;
}

function waitsForOptional({ title }: Step, path: string): Found {
  const sentence = `"${title}" need not be done, and what must be done would wait for it with nobody hearing: leave out "optional", or the gate.`;
  return found('gateNeverOpens', path, sentence);
}

/** What nothing may bar does not wait for it either, but that is said as such. */
function idle({ steps }: Chain, gate: Gate, step: Step, path: string): Found[] {
  if (!('act' in gate) || (step.optional && gate.act === 'close')) return [];
  if (steps.some((other) => other !== step && other.does.includes(gate.act))) return [];
  const sentence = `Nothing in this chain has to wait for "${step.title}" here: no step does "${gate.act}".`;
  return [found('idleGate', path, sentence)];
}

/** A gate stands while its step is owed; so what it bars may not be what that step, or its ending, waits for. */
function ringed(view: View, step: Step, barred: Step, path: string): Found[] {
  const ring = wayBack(view.chain.steps, barred, step);
  if (ring !== null && meet(view, [step, ...ring])) {
    const titles = [step, ...ring].map(({ title }) => `"${title}"`);
    const sentence = `${listed(titles)} wait for each other, so none of them can ever be done.`;
    return [found('gateNeverOpens', path, sentence)];
  }
  if (!isEndlessWithout(view, step, barred)) return [];
  const sentence = `"${step.title}" comes up again until "${barred.title}" is done, which waits for it.`;
  return [found('gateNeverOpens', path, sentence)];
}

/** The shortest way along gates from one step to another: each bars the next, and the last bars the other. */
function wayBack(steps: readonly Step[], from: Step, to: Step): Step[] | null {
  const ways = new Map<Step, Step[]>([[from, [from]]]);
  for (const [last, way] of ways) {
    for (const next of steps.filter((each) => each !== last && last.gates.some((gate) => bars(gate, each)))) {
      if (next === to) return way;
      if (!ways.has(next)) ways.set(next, [...way, next]);
    }
  }
  return null;
}

const meet = ({ model }: View, steps: readonly Step[]): boolean =>
  isPossible(
    model,
    steps.map(({ id }) => now({ step: id, is: 'open' })),
  );

function isEndlessWithout({ model }: View, step: Step, barred: Step): boolean {
  if (step.repeat === undefined) return false;
  const over = [now(asWish(step.repeat.until)), now({ done: step.id })];
  const locked = { ...model, undoable: new Set([barred.id]) };
  return isPossible(model, over) && !isPossible(locked, over);
}

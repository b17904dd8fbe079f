import { canBeBarred, holds } from './barred.ts';
import { gatherNames, noNames, tellApart } from './names.ts';
import type { Names } from './names.ts';
import { neverClosing } from './silence.ts';
import { awaitedBy } from '../inherit/start-of-clock.ts';
import type { Chain } from '../language/chain.ts';
import { derived } from '../language/derived.ts';
import type { Hold } from '../language/hold.ts';
import { own } from '../language/own.ts';
import type { Step } from '../language/step.ts';
import { mayRest } from '../reducer/ending.ts';

/** Some steps of a chain with everything that their coming up, and their being done, hangs on. */
export interface Cone {
  readonly chain: Chain;
  readonly steps: ReadonlySet<string>;
  /** The same steps as the whole chain has them. */
  readonly inside: readonly Step[];
  readonly names: Names;
  /** The step of which it is asked whether its clock starts. */
  readonly timed: string | null;
}

/**
 * Follows what steps wait for, back to the opening. What stands outside neither brings up a step inside nor ends it; it
 * may gate one, and is only left outside where it can be ended at any time.
 */
export function coneOf(chain: Chain, goals: Iterable<string>, timed: string | null): Cone {
  const names = noNames();
  for (const goal of goals) names.steps.add(goal);
  const seen = new Set<string>();
  for (let size = -1; size !== seen.size;) {
    size = seen.size;
    for (const step of chain.steps) {
      if (!seen.has(step.id) && isNeeded(step, names)) {
        seen.add(step.id);
        gatherStep(chain, step, names);
        if (step.id === timed) gatherNames(awaitedBy(step, chain.steps), names);
      }
    }
    for (const id of names.holds) {
      const hold = own(chain.holds, id);
      if (!seen.has(`hold ${id}`)) gatherHold(hold, names);
      seen.add(`hold ${id}`);
    }
  }
  // What comes up again is no bar to closing, but once it is late.
  for (const step of chain.steps) {
    if (seen.has(step.id) && mayRest(step) && canBeBarred(chain, step)) names.late.add(step.id);
  }
  return {
    chain: bareChain(chain, seen, names),
    steps: seen,
    inside: chain.steps.filter(({ id }) => seen.has(id)),
    names,
    timed,
  };
}

/** A case that has no closing step ends when nothing is owed, so that all its steps count. */
export const countingIn = ({ steps }: Chain, goals: readonly string[]): readonly string[] =>
  steps.some(({ closes }) => closes !== undefined) ? goals : steps.map(({ id }) => id);

/** A step that is named, or that answers or dates what is named. */
export function isNeeded({ id, evidence }: Step, { steps, facts, events }: Names): boolean {
  return (
    steps.has(id) ||
    evidence.some(
      (field) =>
        (field.kind === 'fact' && facts.has(field.fact)) ||
        (field.kind === 'date' && events.has(field.event)),
    )
  );
}

function gatherStep(chain: Chain, step: Step, names: Names): void {
  names.steps.add(step.id);
  gatherNames([step.after, step.when, step.until, step.repeat?.until], names);
  for (const [id, hold] of Object.entries(chain.holds)) if (holds(hold, step)) names.holds.add(id);
  for (const codes of gatedOutcomes(chain).get(step.id) ?? []) tellApart(names, `outcome ${step.id}`, codes);
  const closing = typeof step.closes === 'object' ? [step.closes.outcome] : [];
  for (const codes of [
    ...closing,
    step.opens?.onlyFor ?? [],
    // Of what a form asks, answers and dates change what a case can come to, and whom it appoints, who may leave.
    ...step.evidence.flatMap(({ kind, onlyFor }) =>
      onlyFor !== undefined && (kind === 'fact' || kind === 'date' || kind === 'appoint') ? [onlyFor] : [],
    ),
  ]) {
    tellApart(names, `outcome ${step.id}`, codes);
  }
}

type Gated = ReadonlyMap<string, readonly (readonly string[])[]>;

/** For each step, the sets of outcomes that others gate. */
const gatedOutcomes = derived(({ steps }: Chain): Gated => {
  const gated = new Map<string, (readonly string[])[]>();
  for (const gate of steps.flatMap(({ gates }) => gates)) {
    if (!('outcome' in gate)) continue;
    gated.set(gate.outcome, [...(gated.get(gate.outcome) ?? []), [gate.is].flat()]);
  }
  return gated;
});

function gatherHold(hold: Hold | undefined, names: Names): void {
  gatherNames([hold?.from, hold?.when, hold?.until], names);
}

/**
 * The chain of a cone, without time: nothing falls due, nobody is reminded or told. A closing step outside stays, and
 * never comes up, for a case with one does not end merely because nothing is owed.
 */
function bareChain(chain: Chain, inside: ReadonlySet<string>, names: Names): Chain {
  const steps = chain.steps.flatMap((step) => {
    if (inside.has(step.id)) return [bareStep(step)];
    return neverClosing(bareStep(step));
  });
  const kept = Object.entries(chain.holds).filter(([id]) => names.holds.has(id));
  return { ...chain, steps, holds: Object.fromEntries(kept) };
}

function bareStep(step: Step): Step {
  const bare: Step = { ...step, remind: [], unacknowledged: [], late: [], otherThanDoerOf: [] };
  delete bare.clock;
  return bare;
}

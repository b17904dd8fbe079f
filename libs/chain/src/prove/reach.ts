import type { Cast } from './answer.ts';
import { canBeBarred, isFree } from './barred.ts';
import { countingIn } from './cone.ts';
import type { Explorer } from './explorer.ts';
import { isOn } from '../inherit/bars.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';
import { blocked } from '../reducer/blocked.ts';
import { isOwed, lastRound, stepOf } from '../reducer/duties.ts';
import type { CaseState } from '../reducer/state.ts';
import { bareWorld } from './move.ts';

/** A step that never comes up, or an outcome with which it never can be done. */
export interface Unreachable {
  readonly step: Step;
  readonly outcome: string | null;
}

export interface Reach {
  readonly unreachable: readonly Unreachable[];
  readonly nodes: number;
  /** Steps for which there was too much to look at. */
  readonly unknown: readonly string[];
}

/** Looks for a way to each step, and to each outcome that something could bar, back from what it waits for. */
export function reachOf(explorer: Explorer, casts: readonly Cast[]): Reach {
  const { chain } = explorer;
  const unreachable: Unreachable[] = [];
  const unknown: string[] = [];
  let nodes = 0;
  for (const step of chain.steps) {
    for (const outcome of soughtOf(chain, step)) {
      const found = wayOf(explorer, casts, step, outcome);
      nodes += found.nodes;
      if (found.isFound === false) unreachable.push({ step, outcome });
      if (found.isFound === null) unknown.push(step.id);
      if (found.isFound !== true) break;
    }
  }
  return { unreachable, nodes, unknown };
}

/** Nothing more than coming up where nothing could bar an outcome. Whether it can close is another claim. */
function soughtOf(chain: Chain, step: Step): (string | null)[] {
  const outcomes = isFree(step) || step.closes !== undefined ? [] : Object.keys(step.outcomes ?? {});
  const needsLook = step.after !== undefined || step.when !== undefined || step.until !== undefined;
  const isBarred = outcomes.length > 0 && couldBar(chain, step);
  return isBarred ? outcomes : needsLook ? [null] : [];
}

const couldBar = (chain: Chain, step: Step): boolean =>
  canBeBarred(chain, step) ||
  chain.steps.some(({ gates }) => gates.some((gate) => 'outcome' in gate && gate.outcome === step.id));

function wayOf(
  explorer: Explorer,
  casts: readonly Cast[],
  step: Step,
  outcome: string | null,
): { readonly nodes: number; readonly isFound: boolean | null } {
  if (explorer.budget.left <= 0) return { nodes: 0, isFound: null };
  const goals = reachGoals(explorer.chain, step, outcome);
  let nodes = 0;
  for (const [index, cast] of casts.entries()) {
    const explored = explorer.of(goals, cast);
    if (index > 0 && !explored.cone.names.asksForPeople) break;
    const world = bareWorld(explored.cone, explorer.chain, cast);
    const isSought = (state: CaseState): boolean => {
      const duty = lastRound(state, step.id);
      if (duty === undefined || outcome === null) return duty !== undefined;
      const bare = stepOf(world, step.id) ?? step;
      return isOwed(duty) && blocked(world, state, bare, outcome) === null;
    };
    const way = explorer.find(explored, cast, isSought);
    nodes += way.nodes.length;
    if (way.found !== null) return { nodes, isFound: true };
    if (!way.isWhole) return { nodes, isFound: null };
  }
  return { nodes, isFound: false };
}

function reachGoals(chain: Chain, step: Step, outcome: string | null): readonly string[] {
  const barring = chain.steps.filter(({ gates }) => gates.some((gate) => isOn(gate, step)));
  return countingIn(chain, [step.id, ...(outcome === null ? [] : barring.map(({ id }) => id))]);
}

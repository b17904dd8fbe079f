import type { Cast } from './answer.ts';
import { crowdsOf } from './crowd.ts';
import type { Crowd, Part } from './crowd.ts';
import type { DeadEnd } from './dead-end.ts';
import { isEscape, stuckOf } from './explore.ts';
import type { Explanation, Node, Way } from './explore.ts';
import type { Explorer } from './explorer.ts';
import type { Move } from './move.ts';
import type { Explored } from './moves-of.ts';
import type { Chain } from '../language/chain.ts';
import { isOwed, lastDone, lastRound, stepOfKey } from '../reducer/duties.ts';

/** Where crowds leave a case, and whether that was looked at to the end. */
export interface Crowded {
  readonly deadEnds: readonly DeadEnd[];
  readonly isComplete: boolean;
}

/** What it costs, in moves, to look at a state that has been explored. */
const A_STATE = 0.05;

/** So many are enough: one that clocks allow is a counter-example. */
const MOST_ENDS = 20;

/** The nearest states, for each crowd, from which nobody can close a case any more once the crowd has done its part. */
export function crowdedOut(explorer: Explorer, cast: Cast): Crowded {
  const { chain, budget } = explorer;
  const deadEnds: DeadEnd[] = [];
  let isComplete = true;
  for (const crowd of crowdsOf(chain, cast, explorer.able(cast), budget)) {
    if (budget.left <= 0) return { deadEnds, isComplete: false };
    const explored = explorer.of([...closingOf(chain), crowd.step.id, ...crowd.parts.keys()], cast);
    const found = explorer.all(explored, cast);
    isComplete &&= found.isWhole;
    budget.left -= found.nodes.length * A_STATE;
    const way = wayInto(crowd, found, explored);
    if (way === null) continue;
    const [{ state }, moves] = way;
    deadEnds.push({
      claim: 'closure',
      cone: explored.cone,
      facts: state.facts,
      moves,
      step: crowd.step.id,
      parts: crowd.parts,
    });
    if (deadEnds.length >= MOST_ENDS) break;
  }
  return { deadEnds, isComplete };
}

/** The steps that close a case; without one, all, for it is over when none is owed. */
function closingOf({ steps }: Chain): string[] {
  const closing = steps.filter(({ closes }) => closes !== undefined);
  return (closing.length === 0 ? steps : closing).map(({ id }) => id);
}

/** A state, with how often each step of a crowd has been done on the way there, as far as that matters. */
interface Walked {
  readonly node: Node;
  readonly times: readonly number[];
  readonly from: Walked | null;
  readonly move: Move | null;
}

/** The shortest way on which everybody of a crowd does their part, and the state with which it begins. */
function wayInto(
  { step, parts }: Crowd,
  { nodes }: Explanation,
  explored: Explored,
): readonly [Node, Move[]] | null {
  const lost = new Set(
    stuckOf(
      nodes,
      () => false,
      (way) => isEscape(way) && !ends(way, step.id),
    ),
  );
  const isLost = ({ state }: Node): boolean => {
    const duty = lastRound(state, step.id);
    return duty !== undefined && isOwed(duty);
  };
  if (![...lost].some(isLost)) return null;
  const asked = [...parts];
  const all = new Walks();
  for (const node of nodes) {
    if (node.from === null) all.add({ node, times: asked.map(() => 0), from: null, move: null });
  }
  for (const walked of all.walks) {
    const { node, times } = walked;
    const isDone = asked.every(([, part], index) => times[index] === part.times);
    if (isDone && lost.has(node) && isLost(node)) return traced(walked);
    for (const way of node.ways) {
      const counted = asked.map(([id, part], index) =>
        does(way, id) && canTake(explored, node, id, part, times[index] ?? 0)
          ? Math.min(part.times, (times[index] ?? 0) + 1)
          : (times[index] ?? 0),
      );
      all.add({ node: way.to, times: counted, from: walked, move: way.move });
    }
  }
  return null;
}

/** Whether whose turn it is may do a step: what it looks at may have been done by nobody but them. */
function canTake({ whole, able }: Explored, { state }: Node, id: string, part: Part, times: number): boolean {
  const looks = whole.steps.find((step) => step.id === id)?.otherThanDoerOf ?? [];
  const turns = part.persons.slice(0, part.times);
  const taking = times === 0 ? turns : turns.slice(times, times + 1);
  return whole.steps.every(
    (step) =>
      !looks.includes(step.id) ||
      lastDone(state, step.id) === undefined ||
      able.doers(step).some((person) => !taking.includes(person)),
  );
}

const does = ({ move }: Way, step: string): boolean => move.kind === 'done' && stepOfKey(move.step) === step;

const ends = (way: Way, step: string): boolean =>
  does(way, step) || (way.move.kind === 'waived' && stepOfKey(way.move.step) === step);

/** What was come to, each once. */
class Walks {
  readonly walks: Walked[] = [];
  readonly #seen = new Map<Node, Set<string>>();

  add(walked: Walked): void {
    const seen = this.#seen.get(walked.node) ?? new Set();
    this.#seen.set(walked.node, seen);
    const times = walked.times.join();
    if (!seen.has(times)) this.walks.push(walked);
    seen.add(times);
  }
}

function traced(walked: Walked): readonly [Node, Move[]] {
  const { node, from, move } = walked;
  if (from === null || move === null) return [node, []];
  const [start, before] = traced(from);
  return [start, [...before, move]];
}

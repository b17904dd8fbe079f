import type { Cast } from './answer.ts';
import { costOfMove, costOfPlay, MOST_MOVES } from './budget.ts';
import { bareWorld, drawn, moved, opened } from './move.ts';
import type { Move } from './move.ts';
import { movesOf, openings } from './moves-of.ts';
import type { Explored } from './moves-of.ts';
import { signatures } from './signature.ts';
import type { CaseState } from '../reducer/state.ts';

/** A state that can be reached, and the shortest way to it. */
export interface Node {
  readonly state: CaseState;
  readonly from: Node | null;
  readonly move: Move | null;
  /** Everything that can happen to it next, and where it leads. */
  readonly ways: Way[];
}

export interface Way {
  readonly move: Move;
  readonly to: Node;
}

export interface Explanation {
  readonly nodes: readonly Node[];
  /** How many of them, the first ones, were looked at to the end. */
  readonly looked: number;
  /** The first state that is what was looked for. */
  readonly found: Node | null;
  /** Whether everything was looked at to which the openings lead that were tried. */
  readonly isComplete: boolean;
  /** Whether every opening was tried. */
  readonly isWhole: boolean;
}

/** Every state a case can come to, nearest first; two states that no condition can tell apart are one. */
export function explore(
  explored: Explored,
  cast: Cast,
  isSought: (state: CaseState) => boolean = () => false,
): Explanation {
  const world = bareWorld(explored.cone, explored.whole, cast);
  const signature = signatures(explored.cone);
  const known = new Map<string, Node>();
  const nodes: Node[] = [];
  const add = (state: CaseState, from: Node | null, move: Move | null): Node => {
    const key = signature(world, state);
    const same = known.get(key);
    if (same !== undefined) return same;
    const node = { state, from, move, ways: [] };
    known.set(key, node);
    nodes.push(node);
    return node;
  };
  const most = Math.min(MOST_MOVES, explored.budget.left);
  const { chain } = explored.cone;
  let tried = 0;
  let looked = 0;
  const { sets, areAll } = openings(explored);
  const ended = (found: Node | null, isComplete: boolean): Explanation => {
    explored.budget.left -= tried;
    return { nodes, looked, found, isComplete, isWhole: isComplete && areAll };
  };
  for (const facts of sets) {
    if (tried > most || most <= 0) return ended(null, false);
    tried += costOfPlay(chain, add(drawn(world, opened(facts)), null, null).state);
  }
  for (const node of nodes) {
    if (isSought(node.state)) return ended(node, true);
    if (tried > most) return ended(null, false);
    const cost = costOfMove(chain, node.state);
    const moves = node.state.endedAt === null ? movesOf(explored, node.state) : [];
    for (const move of moves) {
      if (tried > most) return ended(null, false);
      tried += cost;
      const state = moved(world, node.state, move);
      if (state === null) continue;
      node.ways.push({ move, to: add(state, node, move) });
    }
    looked += 1;
  }
  return ended(null, true);
}

/** What people, or time alone, can bring about. An event outside is never counted on, nor is that somebody leaves. */
export const isEscape = ({ move }: Way): boolean => move.kind !== 'recorded' && move.kind !== 'left';

/**
 * The states from which no way that counts leads to where a case must come, nearest first. What was not looked at to the
 * end may lead there.
 */
export function stuckOf(
  { nodes, looked }: Explanation,
  isReached: (state: CaseState) => boolean,
  counts: (way: Way) => boolean = isEscape,
): Node[] {
  const into = new Map<Node, Node[]>();
  for (const node of nodes) {
    for (const way of node.ways) {
      if (!counts(way)) continue;
      const sources = into.get(way.to);
      if (sources === undefined) into.set(way.to, [node]);
      else sources.push(node);
    }
  }
  const fine = new Set(
    nodes.filter(({ state }, index) => index >= looked || state.endedAt !== null || isReached(state)),
  );
  for (const node of fine) for (const source of into.get(node) ?? []) fine.add(source);
  return nodes.filter((node) => !fine.has(node));
}

/** The moves that lead to a state. */
export function wayTo(node: Node): Move[] {
  return node.from === null || node.move === null ? [] : [...wayTo(node.from), node.move];
}

/** The state with which a way begins. */
export function startOf(node: Node): CaseState {
  return node.from === null ? node.state : startOf(node.from);
}

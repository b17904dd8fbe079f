import type { Cast } from './answer.ts';
import { costOfMove, costOfPlay, MOST_MOVES } from './budget.ts';
import { bareWorld, drawn, moved, opened } from './move.ts';
import type { Move } from './move.ts';
import { movesOf, openings } from './moves-of.ts';
import type { Explored } from './moves-of.ts';
import type { Cone } from './cone.ts';
import type { Step } from '../language/step.ts';
import { lastDone, lastRound } from '../reducer/duties.ts';
import type { CaseState, Duty } from '../reducer/state.ts';
import { hasComeAnew } from '../reducer/times.ts';

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
  const known = new Map<string, Node>();
  const nodes: Node[] = [];
  const add = (state: CaseState, from: Node | null, move: Move | null): Node => {
    const key = signatureOf(explored, state);
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
  const { sets, areAll } = openings(explored);
  const ended = (found: Node | null, isComplete: boolean): Explanation => {
    explored.budget.left -= tried;
    return { nodes, found, isComplete, isWhole: isComplete && areAll };
  };
  for (const facts of sets) {
    if (tried > most || most <= 0) return ended(null, false);
    tried += costOfPlay(chain, add(drawn(world, opened(facts)), null, null).state);
  }
  for (const node of nodes) {
    if (isSought(node.state)) return ended(node, true);
    if (tried > most) return ended(null, false);
    if (node.state.endedAt !== null) continue;
    const cost = costOfMove(chain, node.state);
    for (const move of movesOf(explored, node.state)) {
      if (tried > most) return ended(null, false);
      tried += cost;
      const state = moved(world, node.state, move);
      if (state === null) continue;
      node.ways.push({ move, to: add(state, node, move) });
    }
  }
  return ended(null, true);
}

const CODES = {
  open: 'o',
  late: 'l',
  met: 'd',
  metLate: 'd',
  recordedLate: 'd',
  waived: 'w',
  notApplicable: 'n',
  superseded: 's',
} as const;

const doneOf = (duty: Duty): Duty | undefined => (duty.doneAt === null ? undefined : duty);

/** What conditions can tell of a state. */
function signatureOf({ cone }: Explored, state: CaseState): string {
  const steps = cone.chain.steps.map((step) => standingOf(cone, step, state));
  const facts = Object.entries(state.facts).map(([id, answer]) => `${id}=${answer}`);
  const events = Object.entries(state.events).map(([id, { date }]) => `${id}@${date ?? ''}`);
  const held = Object.entries(state.holds).map(([id, { endedAt }]) => `${id}${endedAt === null ? '+' : '-'}`);
  const children = [...cone.steps].map((id) => childrenOf(state, id));
  return [steps, facts.sort(), events.sort(), held.sort(), children, state.endedAs].join(';');
}

function standingOf({ names }: Cone, step: Step, state: CaseState): string {
  const last = lastRound(state, step.id);
  if (last === undefined) return '-';
  const anew = hasComeAnew(step, state, last) ? '+' : '';
  const isLate = last.breachedAt !== null || last.theirLateAt !== null;
  const isOver = last.doneAt !== null || last.state === 'waived';
  if (isOver && !isLate && step.repeat === undefined && !names.done.has(step.id)) return `e${anew}`;
  const done = last.doneAt === null && last.round > 1 ? lastDone(state, step.id) : doneOf(last);
  const how = done === undefined ? '' : `=${done.outcome ?? ''}${done.bypassed ? '*' : ''}`;
  return `${CODES[last.state]}${isLate ? '!' : ''}${how}${anew}`;
}

/** Whether a case that a step opened is still open, and whether the last one is. */
function childrenOf(state: CaseState, step: string): string {
  const { duties, children } = state;
  const its = Object.entries(children).filter(([key]) => duties[key]?.step === step);
  if (its.length === 0) return '';
  const isOpen = its.some(([, { endedAt }]) => endedAt === null);
  const last = lastRound(state, step);
  const lastChild = last === undefined ? undefined : children[last.key];
  return `${isOpen ? '+' : '-'}${lastChild === undefined ? '' : lastChild.endedAt === null ? '+' : '-'}`;
}

/** What people, or time alone, can bring about. An event outside is never counted on. */
export const isEscape = ({ move }: Way): boolean => move.kind !== 'recorded';

/** The states from which no way that counts leads to where a case must come, nearest first. */
export function stuckOf(
  nodes: readonly Node[],
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
  const fine = new Set(nodes.filter(({ state }) => state.endedAt !== null || isReached(state)));
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

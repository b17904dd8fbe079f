import type { Cast } from './answer.ts';
import { crowdsOf } from './crowd.ts';
import type { Crowd, Part } from './crowd.ts';
import { countingIn } from './cone.ts';
import type { DeadEnd } from './dead-end.ts';
import { isEscape, stuckOf } from './explore.ts';
import type { Explanation, Node, Way } from './explore.ts';
import type { Explorer } from './explorer.ts';
import type { Move } from './move.ts';
import type { Explored } from './moves-of.ts';
import { namingFirst } from './namings.ts';
import type { Chain } from '../language/chain.ts';
import { isOwed, lastRound, stepOfKey } from '../reducer/duties.ts';

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
  const closing = chain.steps.flatMap(({ id, closes }) => (closes === undefined ? [] : [id]));
  for (const crowd of crowdsOf(chain, cast, explorer.able(cast), budget)) {
    if (budget.left <= 0) return { deadEnds, isComplete: false };
    const goals = countingIn(chain, closing);
    const parts = new Map([...namedFirst(chain, cast, crowd), ...crowd.parts]);
    const explored = explorer.of([...goals, crowd.step.id, ...parts.keys()], cast);
    const found = explorer.all(explored, cast);
    isComplete &&= found.isWhole;
    budget.left -= found.nodes.length * A_STATE;
    const way = wayInto({ ...crowd, parts }, found, explored);
    if (way === null) continue;
    const [{ state }, moves] = way;
    deadEnds.push({
      claim: 'closure',
      cone: explored.cone,
      facts: state.facts,
      moves,
      step: crowd.step.id,
      parts,
    });
    if (deadEnds.length >= MOST_ENDS) break;
  }
  return { deadEnds, isComplete };
}

/** What must first have named whoever does a step by no post of theirs. */
const namedFirst = (chain: Chain, cast: Cast, { parts }: Crowd): [string, Part][] =>
  chain.steps
    .filter(({ id, owner }) =>
      parts.get(id)?.persons.some((person) => !owner.some((role) => role === person)),
    )
    .flatMap((step) => namingFirst(chain, cast, step))
    .map((id) => [id, { persons: [], times: 1 }]);

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
  explanation: Explanation,
  explored: Explored,
): readonly [Node, Move[]] | null {
  const lost = new Set(
    stuckOf(
      explanation,
      () => false,
      (way) => isEscape(way) && !ends(way, step.id),
    ),
  );
  const isLost = ({ state }: Node): boolean => {
    const duty = lastRound(state, step.id);
    return duty !== undefined && isOwed(duty);
  };
  if (![...lost].some(isLost)) return null;
  const counted = countedOf(explored, parts);
  const first = [...parts].flatMap(([id, { persons }]) => (persons.length === 0 ? [id] : []));
  const all = new Walks();
  for (const node of explanation.nodes) {
    if (node.from === null) all.add({ node, times: counted.map(() => 0), from: null, move: null });
  }
  for (const walked of all.walks) {
    const { node, times } = walked;
    const isDone = counted.every(({ most, part }, index) => part === null || times[index] === most);
    if (isDone && lost.has(node) && isLost(node)) return traced(walked);
    const done = counted.flatMap(({ id }, index) => (times[index] === 0 ? [] : [id]));
    for (const way of node.ways) {
      const next = counted.map(({ id, most, part }, index) => {
        const before = times[index] ?? 0;
        const counts =
          does(way, id) &&
          (part === null ||
            (first.every((each) => each === id || done.includes(each)) &&
              canTake(explored, id, part, before, done)));
        return counts ? Math.min(most, before + 1) : before;
      });
      all.add({ node: way.to, times: next, from: walked, move: way.move });
    }
  }
  return null;
}

/** A step of which it is counted how often it was done: by a crowd, or by whom nobody but them can be. */
interface Counted {
  readonly id: string;
  readonly most: number;
  readonly part: Part | null;
}

function countedOf(explored: Explored, parts: Crowd['parts']): Counted[] {
  return [
    ...[...parts].map(([id, part]) => ({ id, most: part.times, part })),
    ...onlyTheirs(explored, parts).map((id) => ({ id, most: 1, part: null })),
  ];
}

/** What nobody but a crowd can do, of what its own steps look at. */
function onlyTheirs({ whole, able }: Explored, parts: Crowd['parts']): string[] {
  const persons = [...parts.values()].flatMap((part) => part.persons);
  const looked = whole.steps.flatMap(({ id, otherThanDoerOf }) => (parts.has(id) ? otherThanDoerOf : []));
  return whole.steps.flatMap((step) =>
    looked.includes(step.id) && able.doers(step).every((person) => persons.includes(person)) ? [step.id] : [],
  );
}

/** Whether whose turn it is may do a step: what it looks at, and was done, may have been done by nobody but them. */
function canTake(
  { whole, able }: Explored,
  id: string,
  part: Part,
  times: number,
  done: readonly string[],
): boolean {
  const looks = whole.steps.find((step) => step.id === id)?.otherThanDoerOf ?? [];
  const turns = part.persons.slice(0, part.times);
  const taking = times === 0 ? turns : turns.slice(times, times + 1);
  return whole.steps.every(
    (step) =>
      !looks.includes(step.id) ||
      !done.includes(step.id) ||
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

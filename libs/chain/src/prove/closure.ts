import type { Able, Missing } from './able.ts';
import type { Cast } from './answer.ts';
import { canBeBarred, isFree } from './barred.ts';
import { isNeeded } from './cone.ts';
import { crowdedOut } from './crowded-out.ts';
import { endAt } from './dead-end.ts';
import type { DeadEnd } from './dead-end.ts';
import { isEscape, stuckOf } from './explore.ts';
import type { Explanation } from './explore.ts';
import { keyOf } from './explorer.ts';
import { gatherNames, noNames } from './names.ts';
import type { Explorer } from './explorer.ts';
import type { Explored } from './moves-of.ts';
import { isSilent } from './silent.ts';
import type { Chain } from '../language/chain.ts';
import { derived } from '../language/derived.ts';
import type { Step } from '../language/step.ts';
import { isOwed, lastRound } from '../reducer/duties.ts';
import { mayRest } from '../reducer/ending.ts';
import type { CaseState } from '../reducer/state.ts';

export interface Closure {
  /** Nearest first. */
  readonly deadEnds: readonly DeadEnd[];
  readonly nodes: number;
  readonly isComplete: boolean;
  /** Whether there was room to search under the answers that were tried. */
  readonly hadRoom: boolean;
}

const FINE: Closure = { deadEnds: [], nodes: 0, isComplete: true, hadRoom: true };

/**
 * Whether people can close a case from everywhere it can come to. What can be ended at any time, by doing it or by waiving
 * it, is left aside, for whoever closes a case ends that first, but for what may come up anew because it was ended. Explored is what closing hangs on, and, each by itself,
 * every step that something could bar.
 */
export class Closures {
  readonly #explorer: Explorer;
  readonly #known = new Map<string, Closure>();
  readonly #tooMuch = new Set<string>();

  constructor(explorer: Explorer) {
    this.#explorer = explorer;
  }

  of(cast: Cast): Closure {
    const { chain, budget } = this.#explorer;
    const able = this.#explorer.able(cast);
    // Who is named can but do more, unless somebody may leave.
    const isAsked = cast.named === undefined || able.leavers.length > 0;
    const goals = isAsked ? goalsOf(chain, able) : [];
    const each = goals.map((goal) => this.#closureOf(goal, cast));
    const all = each.reduce(both, FINE);
    // A case that nobody can close is worse than one that nobody need close.
    const closing = all.deadEnds.filter(({ claim }) => claim === 'closure');
    if (all.deadEnds.length > 0) {
      return { ...all, deadEnds: [...closing, ...all.deadEnds.filter(({ claim }) => claim === 'told')] };
    }
    const { deadEnds, isComplete } = crowdedOut(this.#explorer, cast);
    return { ...all, deadEnds, isComplete: all.isComplete && isComplete && budget.left > 0 };
  }

  #closureOf(goal: Goal, cast: Cast): Closure {
    const name = goal.steps.join();
    // Too much under one combination is too much under the others.
    if (this.#tooMuch.has(name) || this.#explorer.budget.left <= 0) {
      return { ...FINE, isComplete: false, hadRoom: false };
    }
    const explored = this.#explorer.of(goal.steps, cast);
    const key = `${goal.barred ?? ''};${keyOf(explored, cast)}`;
    const found = this.#known.get(key) ?? closureOf(explored, goal, this.#explorer.all(explored, cast));
    this.#known.set(key, found);
    if (!found.hadRoom) this.#tooMuch.add(name);
    return found;
  }
}

const both = (one: Closure, other: Closure): Closure => ({
  deadEnds: [...one.deadEnds, ...other.deadEnds],
  nodes: one.nodes + other.nodes,
  isComplete: one.isComplete && other.isComplete,
  hadRoom: one.hadRoom && other.hadRoom,
});

function closureOf(explored: Explored, goal: Goal, explanation: Explanation): Closure {
  const { cone } = explored;
  const { nodes, isComplete, isWhole } = explanation;
  const stuck = stuckOf(explanation, goal.isReached);
  // Where nothing can happen any more a story ends best.
  const final = stuck.filter((node) => node.ways.every((way) => !isEscape(way) || way.to === node));
  const silent = goal.barred === null ? nodes.filter(({ state }) => isSilent(explored, state)) : [];
  const deadEnds = [
    ...[...final, ...stuck].map((node) => endAt(cone, 'closure', goal.barred, node)),
    ...silent.map((node) => endAt(cone, 'told', null, node)),
  ];
  return { deadEnds, nodes: nodes.length, isComplete: isWhole, hadRoom: isComplete };
}

/** Something that people must be able to reach from everywhere. */
interface Goal {
  readonly steps: readonly string[];
  /** The step that something may bar, where it is that which must be ended. */
  readonly barred: string | null;
  readonly isReached: (state: CaseState) => boolean;
}

/** Closing, and the end of whatever could be owed with no way to end it. */
function goalsOf(chain: Chain, able: Able): Goal[] {
  const closing = chain.steps.filter(({ closes }) => closes !== undefined);
  const lasting = chain.steps.filter((step) => !canAlwaysEnd(chain, able, step));
  // What repeats is owed until it need not be, unless a closing step may leave it.
  const isLeft = (step: Step): boolean =>
    closing.length > 0 && mayRest(step) && canAlwaysBeDone(chain, able, step);
  const barred = lasting.filter((step) => !step.optional && !isLeft(step));
  const close = { barred: null, isReached: ({ endedAt }: CaseState) => endedAt !== null };
  const around = goingAround(chain, able);
  if (closing.length === 0) {
    return barred.length + around.length === 0 ? [] : [{ ...close, steps: chain.steps.map(({ id }) => id) }];
  }
  const gating = [
    ...[...lasting, ...closing].filter(({ gates }) => gates.length > 0),
    ...missedOf(chain, able),
  ];
  const aside = gating.filter((step) => !barred.includes(step));
  return [
    {
      ...close,
      steps: [...closing, ...broughtUpBy(chain, closing), ...aside, ...around].map(({ id }) => id),
    },
    ...barred
      .filter(({ closes }) => closes === undefined)
      .map((step) => ({
        steps: [step, ...gating].map(({ id }) => id),
        barred: step.id,
        isReached: isOver(step),
      })),
  ];
}

/** Each step that brings others up each time, with these. */
const broughtUpAnew = derived(({ steps }: Chain): readonly (readonly [Step, readonly Step[]])[] =>
  steps.flatMap((step) => {
    const brought = steps.filter((each) => each.eachTime === true && isBroughtUpBy(each, step));
    return brought.length === 0 ? [] : [[step, brought] as const];
  }),
);

/** Steps that each bring another up anew, round and round: whoever ends one may have to end the next, for ever. */
function goingAround(chain: Chain, able: Able): readonly Step[] {
  const next = new Map(
    broughtUpAnew(chain).map(([step, brought]) => {
      const isWaived = everyGoing(able, step).every((missing) => able.canWaive(step, missing));
      const lasting = brought.filter(
        (each) => !isWaived || isSaidOf([each.after, each.when], step.id, THOUGH_WAIVED),
      );
      return [step, lasting] as const;
    }),
  );
  return chain.steps.filter((step) => {
    const reached = new Set(next.get(step));
    for (const each of reached) for (const further of next.get(each) ?? []) reached.add(further);
    return reached.has(step);
  });
}

/** What may be so of a step that was waived. */
const THOUGH_WAIVED: readonly string[] = ['ended', 'late', 'childEnded', 'step'];

const isSaidOf = (part: unknown, id: string, by: readonly string[]): boolean =>
  typeof part === 'object' &&
  part !== null &&
  Object.entries(part).some(([key, said]) => (said === id ? by.includes(key) : isSaidOf(said, id, by)));

function isBroughtUpBy({ after, when }: Step, step: Step): boolean {
  const names = noNames();
  gatherNames([after, when], names);
  return isNeeded(step, names);
}

/** What comes up because a closing step was done: that one is then to be done again, and must not bring it up for ever. */
function broughtUpBy({ steps }: Chain, closing: readonly Step[]): Step[] {
  return steps.filter((step) => !step.optional && closing.some((each) => isBroughtUpBy(step, each)));
}

function isOver({ id }: Step): (state: CaseState) => boolean {
  return (state) => {
    const duty = lastRound(state, id);
    return duty === undefined || !isOwed(duty);
  };
}

function canAlwaysEnd(chain: Chain, able: Able, step: Step): boolean {
  return everyGoing(able, step).every(
    (missing) =>
      able.canWaive(step, missing) || (step.repeat === undefined && canBeDone(chain, able, step, missing)),
  );
}

const canAlwaysBeDone = (chain: Chain, able: Able, step: Step): boolean =>
  everyGoing(able, step).every((missing) => canBeDone(chain, able, step, missing));

const canBeDone = (chain: Chain, able: Able, step: Step, missing: Missing): boolean =>
  able.canDo(step, missing) && (isFree(step) || !canBeBarred(chain, step));

/** Nobody has left, or one of those who may. What is theirs alone can be waived, or its ladder is at fault. */
const everyGoing = ({ leavers }: Able, { personal }: Step): Missing[] => [
  {},
  ...(personal ? [] : leavers.map((one) => ({ away: [one] }))),
];

/** What is for one person alone without whom, once they have left, others could no longer end something. */
function missedOf(chain: Chain, able: Able): Step[] {
  const releases = Object.values(chain.holds).flatMap(({ release }) => release ?? []);
  const isMissed = (person: string): boolean => {
    const away = [person];
    return (
      chain.steps.some((step) => !step.personal && isMissedIn(chain, able, step, { away })) ||
      releases.some((release) => able.canRelease(release, []) && !able.canRelease(release, away))
    );
  };
  return chain.steps.filter((step) => step.personal && isMissed(able.owner(step)));
}

function isMissedIn(chain: Chain, able: Able, step: Step, missing: Missing): boolean {
  const [isDone, isWaived] = [able.canDo(step, missing), able.canWaive(step, missing)];
  const ends = step.repeat === undefined && canBeDone(chain, able, step, missing);
  return (able.canDo(step) && !isDone && !isWaived) || (able.canWaive(step) && !isWaived && !ends);
}

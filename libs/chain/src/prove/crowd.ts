import type { Able } from './able.ts';
import type { Cast } from './answer.ts';
import { endAt } from './dead-end.ts';
import type { DeadEnd } from './dead-end.ts';
import { coneOf } from './cone.ts';
import { explore, stuckOf } from './explore.ts';
import type { Budget } from './budget.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';
import { isOwed, lastRound } from '../reducer/duties.ts';
import type { CaseState } from '../reducer/state.ts';

/** Who did which of the steps that another looks at, so that nobody is left for that one. */
export interface Crowd {
  readonly step: Step;
  readonly doers: ReadonlyMap<string, string>;
}

/** Where a crowd leaves a case, and whether that was looked at to the end. */
export interface Crowded {
  readonly deadEnd: DeadEnd | null;
  readonly isComplete: boolean;
}

/** So many people, beside the subject, may be missing from a step: their post is empty, or they did what it looks at. */
const MOST_MISSING = 2;

/** What looking at a few people costs, in moves, and what looking at a step that they did costs for each step. */
const A_LOOK = 0.2;
const A_STEP = 0.02;

/**
 * Every way in which so few people can do what a step looks at, so that nobody is left who may do or waive it; as far as
 * there is room to look.
 */
export function* crowdsOf({ steps }: Chain, { vacant }: Cast, able: Able, budget: Budget): Generator<Crowd> {
  // Who holds two posts is one person.
  const most = MOST_MISSING - (vacant.length > 0 ? 1 : 0);
  for (const step of steps) {
    if (step.otherThanDoerOf.length === 0) continue;
    const eligible = able.doers(step);
    const isAmple = step.approval === undefined && eligible.length > most;
    if (isAmple || !able.canDo(step)) continue;
    const looked = steps.filter(({ id }) => step.otherThanDoerOf.includes(id));
    for (const persons of fewOf(eligible, most)) {
      if (budget.left <= 0) return;
      budget.left -= A_LOOK;
      if (able.canDo(step, persons) || able.canWaive(step, persons)) continue;
      for (const doers of sharedOut(looked, able, persons)) {
        budget.left -= steps.length * A_STEP;
        yield { step, doers };
      }
    }
  }
}

/** Each one, and each two where so many count. */
function fewOf(people: readonly string[], most: number): (readonly string[])[] {
  if (most < 2) return people.map((one) => [one]);
  const pairs = people.flatMap((one, index) => people.slice(index + 1).map((other) => [one, other]));
  return [...people.map((one) => [one]), ...pairs];
}

/** Every way in which each of these people did a step of their own. */
function sharedOut(
  looked: readonly Step[],
  able: Able,
  [person, ...others]: readonly string[],
): ReadonlyMap<string, string>[] {
  if (person === undefined) return [new Map()];
  return looked
    .filter((step) => able.doers(step).includes(person))
    .flatMap((step) =>
      sharedOut(
        looked.filter((other) => other !== step),
        able,
        others,
      ).map((rest) => new Map([[step.id, person], ...rest])),
    );
}

/** The way to where a crowd leaves nobody, and the case with it. */
export function crowdedOut(
  whole: Chain,
  cast: Cast,
  able: Able,
  { step, doers }: Crowd,
  budget: Budget,
): Crowded {
  if (budget.left <= 0) return { deadEnd: null, isComplete: false };
  const cone = coneOf(whole, [...closingOf(whole), step.id, ...doers.keys()]);
  const way = explore({ whole, cone, able, budget }, cast, (state) => {
    const duty = lastRound(state, step.id);
    const areDone = [...doers.keys()].every((id) => (lastRound(state, id)?.doneAt ?? null) !== null);
    return duty !== undefined && isOwed(duty) && areDone;
  });
  const { found } = way;
  if (found === null) return { deadEnd: null, isComplete: way.isWhole };
  const without = { ...able, canDo: (one: Step) => one !== step && able.canDo(one) };
  const unable = { ...without, canWaive: (one: Step) => one !== step && able.canWaive(one) };
  const { nodes, isComplete } = explore({ whole, cone, able: unable, budget }, cast, undefined, found.state);
  const isStuck = isComplete && stuckOf(nodes, isClosed).some(({ from }) => from === null);
  const deadEnd = { ...endAt(cone, 'closure', step.id, found), doers };
  return { deadEnd: isStuck ? deadEnd : null, isComplete };
}

const isClosed = ({ endedAt }: CaseState): boolean => endedAt !== null;

/** The steps that close a case; without one, all, for it is over when none is owed. */
function closingOf({ steps }: Chain): string[] {
  const closing = steps.filter(({ closes }) => closes !== undefined);
  return (closing.length === 0 ? steps : closing).map(({ id }) => id);
}

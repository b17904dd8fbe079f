import type { Able } from './able.ts';
import type { Cast } from './answer.ts';
import type { DeadEnd } from './closure.ts';
import { coneOf } from './cone.ts';
import { explore, startOf, stuckOf, wayTo } from './explore.ts';
import type { Budget } from './explore.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';
import { isOwed, lastRound } from '../reducer/duties.ts';
import type { CaseState } from '../reducer/state.ts';

/** Who did which of the steps that another looks at, so that nobody is left for that one. */
export interface Crowd {
  readonly step: Step;
  readonly doers: ReadonlyMap<string, string>;
}

/** So many people, beside the subject, may be missing from a step: their post is empty, or they did what it looks at. */
const MOST_MISSING = 2;

/** Every way in which so few people can do what a step looks at, so that nobody is left who may do or waive it. */
export function crowdsOf({ steps }: Chain, { vacant }: Cast, able: Able): Crowd[] {
  // Who holds two posts is one person.
  const most = MOST_MISSING - (vacant.length > 0 ? 1 : 0);
  return steps.flatMap((step) => {
    const eligible = able.doers(step);
    const isAmple = step.approval === undefined && eligible.length > most;
    if (step.otherThanDoerOf.length === 0 || isAmple || !able.canDo(step)) return [];
    const looked = steps.filter(({ id }) => step.otherThanDoerOf.includes(id));
    return fewOf(eligible, most)
      .filter((persons) => !able.canDo(step, persons) && !able.canWaive(step, persons))
      .flatMap((persons) => sharedOut(looked, able, persons).map((doers) => ({ step, doers })));
  });
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

/** The way to where a crowd leaves nobody, and the case with it; null where there is none. */
export function crowdedOut(
  whole: Chain,
  cast: Cast,
  able: Able,
  { step, doers }: Crowd,
  budget: Budget,
): DeadEnd | null {
  const cone = coneOf(whole, [...closingOf(whole), step.id, ...doers.keys()]);
  const { found } = explore({ whole, cone, able, budget }, cast, (state) => {
    const duty = lastRound(state, step.id);
    const areDone = [...doers.keys()].every((id) => (lastRound(state, id)?.doneAt ?? null) !== null);
    return duty !== undefined && isOwed(duty) && areDone;
  });
  if (found === null) return null;
  const without = { ...able, canDo: (one: Step) => one !== step && able.canDo(one) };
  const unable = { ...without, canWaive: (one: Step) => one !== step && able.canWaive(one) };
  const { nodes, isComplete } = explore({ whole, cone, able: unable, budget }, cast, undefined, found.state);
  const isStuck = isComplete && stuckOf(nodes, isClosed).some(({ from }) => from === null);
  return isStuck ? { cone, facts: startOf(found).facts, moves: wayTo(found), step: step.id, doers } : null;
}

const isClosed = ({ endedAt }: CaseState): boolean => endedAt !== null;

/** The steps that close a case; without one, all, for it is over when none is owed. */
function closingOf({ steps }: Chain): string[] {
  const closing = steps.filter(({ closes }) => closes !== undefined);
  return (closing.length === 0 ? steps : closing).map(({ id }) => id);
}

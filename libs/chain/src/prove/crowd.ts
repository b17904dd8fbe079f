import { isAskedNobody } from './able.ts';
import type { Able } from './able.ts';
import type { Cast } from './answer.ts';
import type { Budget } from './budget.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';

/** Who had a part in which of the steps that another looks at, so that nobody is left for that one. */
export interface Crowd {
  readonly step: Step;
  readonly parts: ReadonlyMap<string, Part>;
}

export interface Part {
  /** Who does it, round by round; where it is done once, whoever comes second agrees to it. */
  readonly persons: readonly string[];
  readonly times: number;
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
      for (const parts of sharedOut(looked, able, persons)) {
        budget.left -= steps.length * A_STEP;
        yield { step, parts };
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

/**
 * Every way in which each of these people had a part in what is looked at: each did a step of their own, two did rounds of
 * one, or one did a step to which the other agreed.
 */
function sharedOut(
  looked: readonly Step[],
  able: Able,
  [person, ...others]: readonly string[],
): Crowd['parts'][] {
  if (person === undefined) return [new Map()];
  const [other] = others;
  return looked.flatMap((step): Crowd['parts'][] => {
    const rest = looked.filter((each) => each !== step);
    const apart = sharedOut(rest, able, others).map((each) => new Map([[step.id, alone(person)], ...each]));
    return [
      ...(able.doers(step).includes(person) ? apart : []),
      ...(other === undefined ? [] : together(step, able, person, other)),
    ];
  });
}

const alone = (person: string): Part => ({ persons: [person], times: 1 });

function together(step: Step, able: Able, one: string, other: string): Crowd['parts'][] {
  const does = (person: string): boolean => able.doers(step).includes(person);
  const agrees = (person: string): boolean =>
    !isAskedNobody(step) && able.holders(step.approval?.by ?? []).includes(person);
  const parts: Part[] = [];
  if (does(one) && agrees(other)) parts.push({ persons: [one, other], times: 1 });
  if (does(other) && agrees(one)) parts.push({ persons: [other, one], times: 1 });
  if (does(one) && does(other) && step.repeat !== undefined) parts.push({ persons: [one, other], times: 2 });
  return parts.map((part) => new Map([[step.id, part]]));
}

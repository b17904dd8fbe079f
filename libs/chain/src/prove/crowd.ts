import { agreeingTo } from './able.ts';
import type { Able } from './able.ts';
import type { Cast } from './answer.ts';
import type { Budget } from './budget.ts';
import { someOf } from './casts.ts';
import { namedBy } from './namings.ts';
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

/**
 * So many people, beside the subject, may be missing from a step: their post is empty, or they did what it looks at. Whom
 * that cannot do without may be missing as well.
 */
const MOST_MISSING = 2;

/** What looking at a few people costs, in moves, and what looking at a step that they did costs for each step. */
const A_LOOK = 0.2;
const A_STEP = 0.02;

/**
 * Every way in which so few people, or those whom it cannot do without, can do what a step looks at, so that nobody is left
 * who may do or waive it; as far as there is room to look.
 */
export function* crowdsOf({ steps }: Chain, { vacant }: Cast, able: Able, budget: Budget): Generator<Crowd> {
  // Who holds two posts is one person.
  const most = MOST_MISSING - (vacant.length > 0 ? 1 : 0);
  for (const step of steps) {
    if (step.otherThanDoerOf.length === 0 || !able.canDo(step)) continue;
    const looked = steps.filter(({ id }) => step.otherThanDoerOf.includes(id));
    const eligible = able.doers(step);
    const isSpared = (person: string): boolean =>
      looked.every((each) => able.canDo(each, { away: [person] }));
    if (step.approval === undefined && eligible.length > most && eligible.some(isSpared)) continue;
    const bound = eligible.filter((person) => !isSpared(person));
    const more = someOf(bound, bound.length).filter(({ length }) => length > most);
    for (const persons of [...someOf(eligible, most), ...more]) {
      if (budget.left <= 0) return;
      budget.left -= A_LOOK;
      if (able.canDo(step, { doing: persons }) || able.canWaive(step, { doing: persons })) continue;
      for (const parts of sharedOut(looked, able, budget, persons)) {
        budget.left -= steps.length * A_STEP;
        yield { step, parts };
      }
    }
  }
}

/** Every way in which each of these people had a part in what is looked at. */
function* sharedOut(
  looked: readonly Step[],
  able: Able,
  budget: Budget,
  [person, ...others]: readonly string[],
): Generator<Crowd['parts']> {
  if (person === undefined) yield new Map();
  else {
    for (const step of looked) {
      const left = looked.filter((each) => each !== step);
      for (const joining of someOf(others, Math.max(1, agreeingTo(step)))) {
        if (budget.left <= 0) return;
        budget.left -= A_LOOK;
        const apart = others.filter((each) => !joining.includes(each));
        for (const part of partsIn(step, able, [person, ...joining])) {
          for (const rest of sharedOut(left, able, budget, apart)) yield new Map([[step.id, part], ...rest]);
        }
      }
    }
  }
}

/** One did a step and the others agreed, or all of them agreed to what somebody else did, or two did a round each. */
function partsIn(step: Step, able: Able, people: readonly string[]): Part[] {
  const agreeing = able.holders(step.approval?.by ?? []);
  const agree = (persons: readonly string[]): boolean =>
    persons.length <= agreeingTo(step) && persons.every((person) => agreeing.includes(person));
  const doers = able.doers(step);
  const doing = people.filter((person) => doers.includes(person));
  const parts = [...new Set([...doing, ...doers])].flatMap((doer): Part[] => {
    const others = people.filter((person) => person !== doer);
    return agree(others) ? [{ persons: [doer, ...others], times: 1 }] : [];
  });
  // Only two by turns: of more, no step needs each.
  const comesAgain =
    step.repeat !== undefined || Object.keys(namedBy(step.evidence, able.appointed)).length > 0;
  if (comesAgain && people.length === 2 && doing.length === 2) {
    parts.push({ persons: people, times: 2 });
  }
  return parts;
}

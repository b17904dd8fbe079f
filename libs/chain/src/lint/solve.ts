import { valuesOf } from './model.ts';
import type { Model, Variable } from './model.ts';
import { literalOf } from './literal.ts';
import { canBecome, historyOf } from './history.ts';
import { partsOf } from './wish.ts';
import type { Goal, PlainWish } from './wish.ts';

/** More ways than this are not tried for one question; what is not found impossible by then is taken to be possible. */
const MOST_TRIES = 2_000;

/** How far a case has been imagined: what is left of each thing's values, now and at an earlier time. */
interface Imagined {
  readonly now: Values;
  readonly then: Values;
}
type Values = Map<Variable, readonly string[]>;

/**
 * Whether a case can be imagined in which all goals are met. Every step that has come up brings with it what it waited for,
 * as far as that lasts: so what follows different decisions is not taken together. It may say yes to what holds, gates and
 * people forbid; it says no only to what cannot be.
 */
export function isPossible(model: Model, goals: readonly Goal[]): boolean {
  const left = Math.min(MOST_TRIES, model.tries.left);
  const tries = { left };
  const is = search({ model, tries }, goals, [], { now: new Map(), then: new Map() });
  model.tries.left -= left - tries.left;
  return is;
}

interface Search {
  readonly model: Model;
  readonly tries: { left: number };
}

type Choices = readonly (readonly Goal[])[];

/** What is certain narrows things down first; what can be so in several ways is chosen afterwards. */
function search(within: Search, goals: readonly Goal[], open: Choices, imagined: Imagined): boolean {
  const known = { now: new Map(imagined.now), then: new Map(imagined.then) };
  const waiting = [...goals];
  const choices = [...open];
  for (let goal = waiting.pop(); goal !== undefined; goal = waiting.pop()) {
    const { wish, wanted } = goal;
    const inside = partsOf(wish);
    if ('not' in wish) waiting.push({ ...goal, wish: wish.not, wanted: !wanted });
    else if (inside === null) {
      const follows = narrow(within.model, known, goal, wish as PlainWish);
      if (follows === null) return false;
      waiting.push(...follows);
    } else {
      const parts = inside.parts.map((part) => ({ ...goal, wish: part }));
      if (inside.every === wanted) waiting.push(...parts);
      else choices.push(parts);
    }
  }
  return choose(within, choices, known);
}

/** The choice with the fewest ways comes first. */
function choose(within: Search, choices: Choices, imagined: Imagined): boolean {
  const [first, ...rest] = [...choices].sort((one, other) => one.length - other.length);
  if (first === undefined) return true;
  return first.some((goal) => {
    within.tries.left -= 1;
    return within.tries.left < 0 || search(within, [goal], rest, imagined);
  });
}

/** Leaves of one thing's values those that will do, and says what follows from it; null where none is left. */
function narrow(model: Model, known: Imagined, goal: Goal, plain: PlainWish): readonly Goal[] | null {
  const literal = literalOf(model, plain, goal);
  if (literal === 'always') return [];
  if (literal === 'never') return null;
  if ('goals' in literal) return literal.goals.map((each) => ({ ...each, then: goal.then }));
  const { variable, allows } = literal;
  const here = keep(model, known, variable, goal.then, allows);
  if (here === null) return null;
  const coupled = couple(model, known, variable);
  return coupled === null
    ? null
    : [...literal.follows.map((each) => ({ ...each, then: goal.then })), ...here, ...coupled];
}

/** What was so at an earlier time bounds what can be so now, and the other way round. */
function couple(model: Model, known: Imagined, variable: Variable): readonly Goal[] | null {
  const then = known.then.get(variable);
  if (then === undefined) return [];
  const later = keep(model, known, variable, false, (value) =>
    then.some((was) => canBecome(model, variable, was, value)),
  );
  const is = known.now.get(variable) ?? [];
  const earlier = keep(model, known, variable, true, (value) =>
    is.some((now) => canBecome(model, variable, value, now)),
  );
  return later === null || earlier === null ? null : [...later, ...earlier];
}

function keep(
  model: Model,
  known: Imagined,
  variable: Variable,
  then: boolean,
  allows: (value: string) => boolean,
): Goal[] | null {
  const values = then ? known.then : known.now;
  const before = values.get(variable) ?? valuesOf(model, variable);
  const after = before.filter(allows);
  if (after.length === 0) return null;
  values.set(variable, after);
  return historyOf(model, variable, before, after).map((goal) => ({ ...goal, then }));
}

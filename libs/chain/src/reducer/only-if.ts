import { isTrue } from './condition.ts';
import { lastRound } from './duties.ts';
import { couldBecome, stepNamed } from './may-open.ts';
import type { CaseState } from './state.ts';
import type { World } from './world.ts';
import { openingOf } from '../language/opening.ts';
import type { PlainCondition, Predicate } from '../language/predicate.ts';
import type { Step } from '../language/step.ts';

/** The answers a condition hangs on, as people read them; none when it will hold in any case, null when it cannot. */
type Choices = ReadonlySet<string> | null;

const IN_ANY_CASE: Choices = new Set();

interface Search {
  readonly world: World;
  readonly state: CaseState;
  readonly reachable: ReadonlySet<string>;
  /** Steps on the way here: a loop adds nothing that its way in did not. */
  readonly seen: ReadonlySet<string>;
}

/** If they decide “Refer”, for a step that may not happen; null for one that will. */
export function onlyIf(
  world: World,
  state: CaseState,
  step: Step,
  reachable: ReadonlySet<string>,
): string | null {
  const choices = choicesOfStep({ world, state, reachable, seen: new Set() }, step.id);
  return choices === null || choices.size === 0 ? null : `If they decide ${eitherOf([...choices])}`;
}

function eitherOf(labels: readonly string[]): string {
  const quoted = labels.map((label) => `“${label}”`);
  const first = quoted.slice(0, -1).join(', ');
  return [first, quoted.at(-1)].filter(Boolean).join(' or ');
}

function choicesOfStep(search: Search, id: string): Choices {
  const step = search.world.chain.steps.find((each) => each.id === id);
  if (step === undefined || search.seen.has(id)) return null;
  const opening = openingOf(step);
  if (lastRound(search.state, id) !== undefined || opening === undefined) return IN_ANY_CASE;
  return choicesOf({ ...search, seen: new Set([...search.seen, id]) }, opening, true);
}

function choicesOf(search: Search, condition: Predicate, wanted: boolean): Choices {
  if ('not' in condition) return choicesOf(search, condition.not, !wanted);
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : null;
  if (parts === null) return choicesOfPlain(search, condition as PlainCondition, wanted);
  const each = parts.map((part) => choicesOf(search, part, wanted));
  return 'all' in condition === wanted ? everyOneOf(each) : anyOneOf(each);
}

function choicesOfPlain(search: Search, condition: PlainCondition, wanted: boolean): Choices {
  const { world, state, reachable } = search;
  if (!couldBecome(condition, wanted, world, state, reachable)) return null;
  if (isTrue(condition, world, state) === wanted) return IN_ANY_CASE;
  if ('outcome' in condition) return labelsOf(search, condition.outcome, condition.is);
  const step = stepNamed(condition);
  return step === null ? IN_ANY_CASE : choicesOfStep(search, step);
}

function labelsOf({ world }: Search, step: string, is: string | readonly string[]): Choices {
  const outcomes = world.chain.steps.find(({ id }) => id === step)?.outcomes ?? {};
  const labels = [is].flat().flatMap((code) => outcomes[code]?.label ?? []);
  return new Set(labels);
}

const everyOneOf = (each: readonly Choices[]): Choices =>
  each.some((choices) => choices === null) ? null : union(each);

function anyOneOf(each: readonly Choices[]): Choices {
  const possible = each.filter((choices) => choices !== null);
  if (possible.length === 0) return null;
  return possible.some((choices) => choices.size === 0) ? IN_ANY_CASE : union(possible);
}

const union = (each: readonly Choices[]): Choices => new Set(each.flatMap((choices) => [...(choices ?? [])]));

import { isSame } from './kept.ts';
import { plainConditions } from '../language/could-hold.ts';
import type { PlainCondition, Predicate } from '../language/predicate.ts';

/** The most rows of a truth table that are tried. Nobody reads a condition over more. */
const MOST_ROWS = 20_000;

/** One thing a condition asks: whether something has one of these values. */
interface Asked {
  readonly about: string;
  readonly values: readonly string[];
}
type Row = ReadonlyMap<string, string>;

/**
 * Whether one condition can be true only where another is: tried over every combination of answers and states they name.
 * States that cannot come together are tried as well, so yes is always right; `unsure` where there are too many to try and their
 * parts do not tell.
 * A condition left out is always true.
 */
export function implies(one: Predicate | undefined, other: Predicate | undefined): boolean | 'unsure' {
  if (other === undefined || (one !== undefined && isPartwise(one, other))) return true;
  const domains = domainsOf(one === undefined ? [other] : [one, other]);
  const rows = [...domains.values()].reduce((product, values) => product * values.length, 1);
  if (rows > MOST_ROWS) return 'unsure';
  for (const row of combinations([...domains])) {
    if ((one === undefined || holds(one, row)) && !holds(other, row)) return false;
  }
  return true;
}

/** Whether that can be seen from the parts of which both are made, so that long conditions can be widened part by part. */
function isPartwise(one: Predicate, other: Predicate, tries = { left: MOST_ROWS }): boolean {
  tries.left -= 1;
  if (tries.left < 0) return false;
  if (isSame(one, other)) return true;
  if ('any' in one) return one.any.every((part) => isPartwise(part, other, tries));
  if ('all' in other) return other.all.every((part) => isPartwise(one, part, tries));
  if ('all' in one && one.all.some((part) => isPartwise(part, other, tries))) return true;
  if ('any' in other) return other.any.some((part) => isPartwise(one, part, tries));
  if ('all' in one || 'not' in one || 'not' in other) return false;
  const allowed = asks(other);
  return asks(one).every(({ about, values }) =>
    allowed.some((each) => each.about === about && values.every((value) => each.values.includes(value))),
  );
}

function holds(condition: Predicate, row: Row): boolean {
  if ('not' in condition) return !holds(condition.not, row);
  if ('all' in condition) return condition.all.every((part) => holds(part, row));
  if ('any' in condition) return condition.any.some((part) => holds(part, row));
  return asks(condition).some(({ about, values }) => values.includes(row.get(about) ?? NONE));
}

const many = (is: string | readonly string[]): readonly string[] => (typeof is === 'string' ? [is] : is);
const YES = 'yes';
const NONE = '';

/** A question has one answer and a step one state at a time; everything else is yes or no by itself. */
function asks(condition: PlainCondition): readonly Asked[] {
  if ('fact' in condition) return [{ about: `fact ${condition.fact}`, values: many(condition.is) }];
  if ('step' in condition) return [{ about: `step ${condition.step}`, values: many(condition.is) }];
  if ('role' in condition) return [{ about: `role ${condition.role}`, values: [condition.is] }];
  if ('outcome' in condition) {
    return many(condition.is).map((is) => ({ about: `outcome ${condition.outcome} ${is}`, values: [YES] }));
  }
  if ('subject' in condition) {
    return many(condition.subject).map((role) => ({ about: `subject ${role}`, values: [YES] }));
  }
  return Object.entries(condition).map(([word, name]) => ({ about: `${word} ${name}`, values: [YES] }));
}

function domainsOf(conditions: readonly Predicate[]): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, Set<string>>();
  const plain = conditions.flatMap((each) => [...plainConditions(each, '')].map(([condition]) => condition));
  for (const { about, values } of plain.flatMap(asks)) {
    const known = named.get(about) ?? new Set(about.startsWith('role ') ? ROLE_STATES : [NONE]);
    for (const value of values) known.add(value);
    named.set(about, known);
  }
  return new Map([...named].map(([about, values]) => [about, [...values]]));
}

/** The only two, so that a role is always one or the other. */
const ROLE_STATES = ['available', 'unavailable'];

function* combinations(domains: readonly (readonly [string, readonly string[]])[]): Generator<Row> {
  const [first, ...rest] = domains;
  if (first === undefined) return yield new Map();
  for (const row of combinations(rest)) {
    for (const value of first[1]) yield new Map([...row, [first[0], value]]);
  }
}

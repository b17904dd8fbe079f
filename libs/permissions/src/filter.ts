import { gives } from './condition.ts';
import type { CasePart, Rule, Test } from './condition.ts';

/** Where a statement has what a thing is judged by. Only these words and numbered parameters become part of it. */
export interface Columns {
  /** Of type uuid. */
  readonly caseId: string;
  /** Of type uuid. */
  readonly schoolId: string;
  /** Of type text. */
  readonly phase: string;
  /** Of type double precision: milliseconds since 1970. */
  readonly now: string;
  /** Whether somebody, given as SQL, owes something in it. Never null. */
  readonly owners: (person: string) => string;
}

/** Rules as a condition of SQL. */
export interface Filter {
  readonly sql: string;
  readonly values: readonly unknown[];
  /** Two filters of one shape have the same text: statements prepared by name are named by it too. */
  readonly shape: string;
}

const SQL_TYPE = { caseId: 'uuid', schoolId: 'uuid', phase: 'text' } as const;

/**
 * The same rules as the ability's, for many rows at once; parameters are numbered from `first` on. Nothing in it says
 * `not`, so what is null is no.
 */
export function filterOf(rules: readonly Rule[], columns: Columns, first: number, part?: CasePart): Filter {
  const wanted = simplest(rules.filter((rule) => gives(rule, part)).map(({ when }) => when));
  const values: unknown[] = [];
  const add = (value: unknown): string => `$${first + values.push(value) - 1}`;
  const each = wanted.map((when) => {
    const parts = when.map((test) => sqlOf(test, columns, add));
    return parts.length === 0 ? 'true' : parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' and ')})`;
  });
  // The brackets, and that there is always something in them, are what keeps an `and` before it an `and`.
  const sql = `(${each.length === 0 ? 'false' : each.join(' or ')})`;
  return { sql, values, shape: shapeOf(wanted) };
}

function sqlOf(test: Test, columns: Columns, add: (value: unknown) => string): string {
  if (test.field === 'owners') return columns.owners(`${add(test.has)}::uuid`);
  if (test.field === 'now') return `${columns.now} < ${add(test.before)}::double precision`;
  return `${columns[test.field]} = any(${add([...test.in])}::${SQL_TYPE[test.field]}[])`;
}

type When = readonly Test[];

/** Few shapes, so few statements: what is let through everywhere needs no more, and single lists of a field are one. */
function simplest(every: readonly When[]): When[] {
  if (every.some((when) => when.length === 0)) return [[]];
  const lists = new Map<string, Set<string>>();
  const others = new Map<string, When>();
  for (const when of every) {
    const [only, second] = when;
    if (second === undefined && only !== undefined && 'in' in only) {
      lists.set(only.field, new Set([...(lists.get(only.field) ?? []), ...only.in]));
    } else others.set(JSON.stringify(when), when);
  }
  const joined = [...lists].map(([field, list]) => [{ field, in: [...list] } as Test]);
  return [...joined, ...others.values()].sort((one, other) => (wordOf(one) < wordOf(other) ? -1 : 1));
}

const wordOf = (when: When): string => when.map(({ field }) => field).join('&');
const shapeOf = (every: readonly When[]): string =>
  every.map((when) => (when.length === 0 ? 'all' : wordOf(when))).join('|') || 'none';

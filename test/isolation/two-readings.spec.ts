import { CASE_PARTS, abilityOf, filterOf, may } from '@trustward/permissions';
import type { CasePart, Columns, Rule, Test, Thing } from '@trustward/permissions';
import { testDatabase } from '@trustward/testing';
import type { TestDatabase } from '@trustward/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const BATCHES = 100;
const SETS = 100;
const ROWS = 20;

const idOf = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
const PHASES = ['nursery', 'primary', 'secondary', 'special', 'all'] as const;
const id = fc.integer({ min: 0, max: 4 }).map(idOf);
const phase = fc.constantFrom(...PHASES);
const instant = fc.integer({ min: -3, max: 3 });

/** As a row of anything may be: without a case, a school or a phase, and owed by nobody. */
type Row = { readonly [F in keyof Thing]: F extends 'owners' | 'now' ? Thing[F] : Thing[F] | null };
const row = fc.record<Row>({
  caseId: fc.option(id),
  schoolId: fc.option(id),
  phase: fc.option(phase),
  owners: fc.array(id, { maxLength: 3 }),
  now: instant,
});
const test = fc.oneof<fc.Arbitrary<Test>[]>(
  fc.record({ field: fc.constantFrom('caseId', 'schoolId'), in: fc.array(id, { maxLength: 4 }) }),
  fc.record({ field: fc.constant('phase' as const), in: fc.array(phase, { maxLength: 3 }) }),
  fc.record({ field: fc.constant('owners' as const), has: id }),
  fc.record({ field: fc.constant('now' as const), before: instant }),
);
const rule = fc.record<Rule>({
  when: fc.array(test, { maxLength: 3 }),
  parts: fc.option(fc.subarray([...CASE_PARTS])),
});
const batch = fc.record({
  rows: fc.array(row, { minLength: ROWS, maxLength: ROWS }),
  sets: fc.array(fc.array(rule, { maxLength: 4 }), { minLength: SETS, maxLength: SETS }),
});

const COLUMNS: Columns = {
  caseId: 't.case_id',
  schoolId: 't.school_id',
  phase: 't.phase',
  now: 't.now',
  owners: (person) => `${person} = any(t.owners)`,
};
const PARTS: readonly (CasePart | undefined)[] = [undefined, ...CASE_PARTS];

const ROWS_SQL = `select (r ->> 'n')::integer as n, (r ->> 'caseId')::uuid as case_id, (r ->> 'schoolId')::uuid as school_id,
    r ->> 'phase' as phase, (r ->> 'now')::double precision as now,
    array(select jsonb_array_elements_text(r -> 'owners')::uuid) as owners
  from jsonb_array_elements($1::jsonb) r`;

/** Which rows each set lets through, part by part, as PostgreSQL has it: all of a batch in one statement. */
async function bySql(rows: readonly Row[], sets: readonly (readonly Rule[])[]): Promise<string[]> {
  const values: unknown[] = [JSON.stringify(rows.map((each, n) => ({ ...each, n })))];
  const asked = sets.flatMap((rules) =>
    PARTS.map((part) => {
      const filter = filterOf(rules, COLUMNS, values.length + 1, part);
      values.push(...filter.values);
      return `(${filter.sql}) is true`;
    }),
  );
  const found = await database.ownerPlatform.query<{ through: boolean[] }>(
    `select array[${asked.join(', ')}] as through from (${ROWS_SQL}) t order by t.n`,
    values,
  );
  return asked.map((_, at) => said(found.map(({ through }) => through[at] === true)));
}

const said = (through: readonly boolean[]): string =>
  through.flatMap((each, n) => (each ? [n] : [])).join(' ');

const byAbility = (rows: readonly Row[], sets: readonly (readonly Rule[])[]): string[] =>
  sets.flatMap((rules) => {
    const ability = abilityOf([{ permission: 'case:read', rules }]);
    return PARTS.map((part) => said(rows.map((each) => may(ability, 'case:read', each as Thing, part))));
  });

describe('the two readings of one declaration', () => {
  it(`agree over ${BATCHES * SETS} sets of rules, part by part: what CASL allows is what PostgreSQL returns`, async () => {
    let through = 0;
    await fc.assert(
      fc.asyncProperty(batch, async ({ rows, sets }) => {
        const [sql, ability] = [await bySql(rows, sets), byAbility(rows, sets)];
        through += sql.filter((each) => each !== '').length;
        const apart = sql.findIndex((each, n) => each !== ability[n]);
        if (apart === -1) return;
        const rules = sets[Math.floor(apart / PARTS.length)];
        expect({ rules, part: PARTS[apart % PARTS.length], rows, through: sql[apart] }).toEqual(
          expect.objectContaining({ through: ability[apart] }),
        );
      }),
      // What differs is said by the property itself; shrinking a batch would ask PostgreSQL for an hour.
      { numRuns: BATCHES, endOnFailure: true, verbose: 0 },
    );
    // It would agree, too, if nothing ever came through.
    expect(through).toBeGreaterThan(SETS * BATCHES);
  });

  it('asks for few statements by name, however many posts somebody holds', () => {
    const shape = (...rules: Rule[]): string => filterOf(rules, COLUMNS, 1).shape;
    const school = (n: number): Rule => ({ when: [{ field: 'schoolId', in: [idOf(n)] }], parts: null });
    const own: Rule = { when: [{ field: 'owners', has: idOf(1) }], parts: null };
    expect(shape()).toBe('none');
    expect(shape(school(1), own, school(2), own)).toBe('schoolId|owners'.split('|').sort().join('|'));
    expect(shape(school(1), { when: [], parts: null })).toBe('all');
  });
});

import { API, OWNER, WORKER } from './roles.ts';

/** What each runtime role may do, by name: `select`, `insert (a, b)`, `update (c)`, `delete`. Nothing else is given. */
export interface Grants {
  readonly api: readonly string[];
  readonly worker: readonly string[];
}

const TENANT = 'tenant_id = (select app.tenant())';
const A_PERSON = '(select app.person()) is not null';
const AN_ACTOR = '(select app.actor()) is not null';

const granted = (table: string, role: string, what: readonly string[]): readonly string[] =>
  what.length === 0 ? [] : [`grant ${what.join(', ')} on ${table} to ${role}`];

/** What a role must satisfy for the rows it writes, beside what it must to see them. */
export interface Checks {
  readonly api?: string;
  readonly worker?: string;
}

const fence = (table: string, forApi: string, grants: Grants, checks: Checks): readonly string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy owner on ${table} to ${OWNER} using (${TENANT} and ${AN_ACTOR})`,
  `create policy api on ${table} to ${API} using (${forApi}) with check (${both(forApi, checks.api)})`,
  `create policy worker on ${table} to ${WORKER} using (${TENANT} and ${AN_ACTOR})
     with check (${both(`${TENANT} and ${AN_ACTOR}`, checks.worker)})`,
  ...granted(table, API, grants.api),
  ...granted(table, WORKER, grants.worker),
];

const both = (one: string, other = ''): string => (other === '' ? one : `${one} and ${other}`);

/** A trust's rows: seen by its own people and by named actors. FORCE binds the owner too. */
export const tenantFence = (table: string, grants: Grants, checks: Checks = {}): readonly string[] =>
  fence(table, `${TENANT} and ${A_PERSON}`, grants, checks);

/**
 * In nobody's name but the caller's own: a person's, or, for what acts by itself, its own as an actor and no person's.
 * What time brought, and an act of theirs played, is the clock's.
 */
export const inOwnName = (person: string, actor: string): Required<Checks> => ({
  api: `(${person} = (select app.person()) or (${person} is null and ${actor} = 'clock'))`,
  worker: `(${person} is null and ${actor} in ('clock', (select app.actor())))`,
});

/** As tenantFence, and rows of cases from which the person is excluded are not there. `and` narrows the API further. */
export function caseFence(
  table: string,
  grants: Grants,
  { key = 'case_id', and = '', checks = {} as Checks } = {},
): readonly string[] {
  // Without a person `excluded_cases()` is null, and `<> all(null)` lets no row through.
  const notExcluded = `${key} <> all((select app.excluded_cases())::uuid[])`;
  const forApi = [TENANT, A_PERSON, notExcluded, and].filter((part) => part !== '');
  return fence(table, forApi.join(' and '), grants, checks);
}

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

const fence = (table: string, forApi: string, grants: Grants, check: string): readonly string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy owner on ${table} to ${OWNER} using (${TENANT} and ${AN_ACTOR})`,
  `create policy api on ${table} to ${API} using (${forApi}) with check (${[forApi, check].filter((part) => part !== '').join(' and ')})`,
  `create policy worker on ${table} to ${WORKER} using (${TENANT} and ${AN_ACTOR})`,
  ...granted(table, API, grants.api),
  ...granted(table, WORKER, grants.worker),
];

/** A trust's rows: seen by its own people and by named actors. FORCE binds the owner too. `check` binds what the API writes. */
export const tenantFence = (table: string, grants: Grants, { check = '' } = {}): readonly string[] =>
  fence(table, `${TENANT} and ${A_PERSON}`, grants, check);

/** In nobody's name but the caller's own; what time brought, and an act of theirs played, is the clock's. */
export const inOwnName = (person: string, actor: string): string =>
  `(${person} = (select app.person()) or (${person} is null and ${actor} = 'clock'))`;

/** As tenantFence, and rows of cases from which the person is excluded are not there. `and` narrows the API further. */
export function caseFence(
  table: string,
  grants: Grants,
  { key = 'case_id', and = '', check = '' } = {},
): readonly string[] {
  // Without a person `excluded_cases()` is null, and `<> all(null)` lets no row through.
  const notExcluded = `${key} <> all((select app.excluded_cases())::uuid[])`;
  const forApi = [TENANT, A_PERSON, notExcluded, and].filter((part) => part !== '');
  return fence(table, forApi.join(' and '), grants, check);
}

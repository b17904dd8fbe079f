import type { Chain, PostHolder, Role, World } from '@trustward/chain';
import { ROLES, rolesAsked, isOwed } from '@trustward/chain';
import { openPerson } from '@trustward/casework';
import type { Tx } from '@trustward/database';
import { covers } from '@trustward/permissions';
import type { CasePart } from '@trustward/permissions';
import { roleTitle } from '../shared/role-words.ts';
import { openOwners } from './case-record.ts';
import type { CaseRecord } from './case-record.ts';

/** Somebody who has to do with a case, by name. */
interface Known {
  readonly name: string;
  readonly suspended: boolean;
}
export type Names = ReadonlyMap<string, Known>;

const NAMES = `select id, sealed, suspended_at is not null as suspended from app.person
  where tenant_id = $1 and id = any($2::uuid[])`;

export async function namesOf(tx: Tx, ids: readonly (string | null)[]): Promise<Names> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const rows = await tx.query<{ id: string; sealed: Buffer; suspended: boolean }>(
    NAMES,
    [tx.tenantId, wanted],
    'case-names',
  );
  return new Map(
    rows.map(({ id, sealed, suspended }) => [id, { name: openPerson(tx, id, sealed).name, suspended }]),
  );
}

/** Null for nobody, and empty for somebody who cannot be found. */
export const nameIn = (names: Names, id: string | null): string | null =>
  id === null ? null : (names.get(id)?.name ?? '');

/** In place of who reported it, where that is not the reader's to know. */
const WITHHELD = 'a colleague';

/** Who reported it, by name, as far as these parts of it go. */
export const reporterIn = (names: Names, reporterId: string | null, parts: readonly CasePart[]) =>
  reporterId === null || parts.includes('reporter') ? nameIn(names, reporterId) : WITHHELD;

/** Everyone a page about the case may have to name. */
export const peopleNamed = (record: CaseRecord, people: readonly PostHolder[]): (string | null)[] => [
  record.reporterId,
  ...people.map(({ person }) => person),
  ...Object.values(record.state.duties).flatMap(({ owner, doneBy, agreedBy, asked }) => [
    owner?.person ?? null,
    doneBy,
    ...agreedBy,
    asked?.by ?? null,
    ...(asked?.agreedBy ?? []),
  ]),
  ...Object.values(record.state.holds).map(({ releaseAskedBy }) => releaseAskedBy),
  ...Object.values(record.state.appointed),
  record.state.mistakeAskedBy,
];

/** Who may answer a question that waits on a duty of the case. */
const askedIn = ({ state }: CaseRecord, chain: Chain, people: readonly PostHolder[]): string[] =>
  Object.values(state.duties).flatMap((duty) => {
    const step = chain.steps.find(({ id }) => id === duty.step);
    if (!isOwed(duty) || duty.asked === null || step === undefined) return [];
    const { asked } = duty;
    const roles = rolesAsked(chain, step, asked.for);
    const able = people.filter(
      ({ role, person }) => (role !== null && roles.includes(role)) || person === asked.to?.person,
    );
    const own = asked.to === null && duty.owner !== null ? [duty.owner.person] : [];
    const done = [asked.by, ...own, ...asked.agreedBy, ...state.recused];
    return able.map(({ person }) => person).filter((person) => !done.includes(person));
  });

/** Who may answer whoever says that it was all reported by mistake. */
function askedAboutMistake({ state }: CaseRecord, chain: Chain, people: readonly PostHolder[]): string[] {
  if (state.mistakeAskedBy === null || state.endedAt !== null) return [];
  const roles: readonly Role[] = chain.mistake?.agreedBy ?? [];
  return people.filter(({ role }) => role !== null && roles.includes(role)).map(({ person }) => person);
}

/** Who may answer whoever asks that a hold ends before its time. */
function askedAboutHolds({ state }: CaseRecord, chain: Chain, people: readonly PostHolder[]): string[] {
  if (state.endedAt !== null) return [];
  return Object.entries(state.holds).flatMap(([id, { endedAt, releaseAskedBy }]) => {
    if (endedAt !== null || releaseAskedBy === null) return [];
    const roles: readonly Role[] = chain.holds[id]?.release?.grantedBy ?? [];
    return people.filter(({ role }) => role !== null && roles.includes(role)).map(({ person }) => person);
  });
}

/** Who can open the case, by the same declaration that lets them: never who is excluded or suspended, or has stood down. */
export function whoCanSee(record: CaseRecord, { people, chain }: World, names: Names) {
  const owners = [
    ...openOwners(record.state),
    ...askedIn(record, chain, people),
    ...askedAboutMistake(record, chain, people),
    ...askedAboutHolds(record, chain, people),
  ];
  const shown = new Map<string, { id: string; name: string; role: string }>();
  for (const { person, role, excluded } of people) {
    const known = names.get(person);
    if (role === null || excluded || record.state.recused.includes(person)) continue;
    if (known === undefined || known.suspended || shown.has(person)) continue;
    const post = { role, schoolId: isOfSchool(role) ? record.schoolId : null };
    const here = { ...record, owners, now: record.realNow };
    if (!covers({ personId: person, posts: [post] }, 'case:read', here)) continue;
    shown.set(person, { id: person, name: known.name, role: roleTitle(role) });
  }
  return [...shown.values()];
}

export const isOfSchool = (role: Role): boolean => ROLES[role].scope === 'school';

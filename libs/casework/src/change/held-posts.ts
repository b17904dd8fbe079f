import type { Instant, Post, PostHolder, World } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { IS_AWAY } from '../may-hear.ts';

/** Posts that end, each with what its end was before, and posts that begin, at an instant or else with the edit. */
export interface PostsEdit {
  readonly ends: readonly EndedPost[];
  readonly begins: readonly BegunPost[];
  readonly from: Instant | null;
}
interface EndedPost {
  readonly id: string;
  readonly role: Post;
  /** As it was called; null for the trust as a whole. */
  readonly school: string | null;
  readonly until: Instant | null;
}
interface BegunPost {
  readonly id: string;
  readonly role: Post;
  readonly schoolId: string | null;
  readonly school: string | null;
}
/** Off duty, or back. */
export interface OffDutyEdit {
  readonly offDuty: boolean;
}

/** What somebody holds at a case's school, and how they are there. */
export interface HeldHere {
  readonly personId: string;
  readonly roles: readonly Post[];
  readonly offDuty: boolean;
  readonly away: boolean;
  readonly excluded: boolean;
}
/** Everybody whom an edit concerns, without it and with it. */
export interface HeldAround {
  readonly before: readonly HeldHere[];
  readonly after: readonly HeldHere[];
}

/** Who stands in for somebody, in SQL. */
export const coverersOf = (tenantId: string, personId: string): string =>
  `select c.person_id from app.post c where c.tenant_id = ${tenantId} and c.cover_for = ${personId}`;

const OF_COVER = 'p.cover_for is not null and $2 in (p.cover_for, p.person_id)';
/** What settling an edit ended of cover, which is found by when it did. */
const ENDED_BY_IT = `${OF_COVER} and p.until >= (select coalesce(ch.begins_at, ch.applied_at - interval '1 minute')
      from app.change ch where ch.tenant_id = $1 and ch.id = $10)`;
const rolesWhere = (
  holds: string,
): string => `coalesce((select jsonb_agg(p.role order by p.since, p.id) from app.post p
      where p.tenant_id = $1 and p.person_id = n.id and (p.school_id = $3 or p.school_id is null) and p.since <= at.it
        and ${holds}), '[]')`;
const OFF = 'n.suspended_at is not null';
// `$4` posts that end, `$5` whether cover ends, `$6` when it begins, `$7` off duty or not, or null, `$8` posts that begin,
// `$9` the case, `$10` the change. The same before it is settled and after.
const HELD = `select n.id as "personId", ${IS_AWAY} as away, n.id = any(kept.ids) as excluded,
    case when n.id = $2 then coalesce(not $7::boolean, ${OFF}) else ${OFF} end as "wasOff",
    case when n.id = $2 then coalesce($7::boolean, ${OFF}) else ${OFF} end as "isOff",
    ${rolesWhere(`p.id <> all($8::uuid[]) and (coalesce(p.until > at.it, true) or p.id = any($4::uuid[]) or $5 and ${ENDED_BY_IT})`)} as had,
    ${rolesWhere(`p.id <> all($4::uuid[]) and coalesce(p.until > at.it, true) and not ($5 and ${OF_COVER})`)} as has
  from app.person n cross join (select greatest(now(), app.at($6)) as it) at
  cross join (select app.kept_from($9::uuid) as ids) kept
  where n.tenant_id = $1 and (n.id = $2 or n.id in (${coverersOf('$1', '$2')}))`;

interface Row extends Pick<HeldHere, 'personId' | 'away' | 'excluded'> {
  readonly wasOff: boolean;
  readonly isOff: boolean;
  readonly had: readonly Post[];
  readonly has: readonly Post[];
}

const LEAVES = `not exists (select from app.post p where p.tenant_id = $1 and p.person_id = $2
  and p.id <> all($3::uuid[]) and coalesce(p.until > greatest(now(), app.at($4)), true))`;

/** Where an edit is looked at: by a change, in a case of a school. */
interface Place {
  readonly changeId: string;
  readonly caseId: string;
  readonly schoolId: string;
}

/** Whoever an edit concerns, as they stand at a case's school without it and with it. */
export async function heldAround(
  tx: Tx,
  { changeId, caseId, schoolId }: Place,
  personId: string,
  edit: PostsEdit | OffDutyEdit,
): Promise<HeldAround> {
  const { ends, begins, from } = 'ends' in edit ? edit : { ends: [], begins: [], from: null };
  const offDuty = 'offDuty' in edit ? edit.offDuty : null;
  const ended = ends.map(({ id }) => id);
  const endsCover = offDuty ?? (begins.length === 0 && (await leaves(tx, personId, ended, from)));
  const begun = begins.map(({ id }) => id);
  const values = [tx.tenantId, personId, schoolId, ended, endsCover, from, offDuty, begun, caseId, changeId];
  const rows = await tx.query<Row>(HELD, values, 'held-around');
  const here = begins.filter((one) => one.schoolId === null || one.schoolId === schoolId);
  const added = (one: Row): Post[] => (one.personId === personId ? here.map(({ role }) => role) : []);
  return {
    before: rows.map(({ wasOff, had, ...one }) => ({ ...who(one), offDuty: wasOff, roles: had })),
    after: rows.map((one) => ({
      ...who(one),
      offDuty: one.isOff,
      roles: [...new Set([...one.has, ...added(one)])],
    })),
  };
}

const who = ({ personId, away, excluded }: Pick<HeldHere, 'personId' | 'away' | 'excluded'>) => ({
  personId,
  away,
  excluded,
});

/** Whether somebody holds no post any more once these have ended. */
export async function leaves(
  tx: Tx,
  personId: string,
  ends: readonly string[],
  from: Instant | null,
): Promise<boolean> {
  const [row] = await tx.query<{ leaves: boolean }>(
    `select ${LEAVES} as leaves`,
    [tx.tenantId, personId, ends, from],
    'leaves',
  );
  return row?.leaves === true;
}

/** A world in which these hold that: what they go on holding in its place, and the rest after it. */
export function withHeld(world: World, held: readonly HeldHere[]): World {
  const kept = world.people.flatMap((one): PostHolder[] => {
    const now = held.find(({ personId }) => personId === one.person);
    if (now === undefined) return [one];
    return one.role === null || now.roles.includes(one.role) ? [asHolder(now, one.role)] : [];
  });
  const more = held.flatMap((now) =>
    now.roles
      .filter((role) => kept.every((one) => one.person !== now.personId || one.role !== role))
      .map((role) => asHolder(now, role)),
  );
  return { ...world, people: [...kept, ...more] };
}

function asHolder({ personId, roles, offDuty, away, excluded }: HeldHere, role: Post | null): PostHolder {
  const isGone = offDuty || roles.length === 0;
  return { person: personId, role, excluded, away: isGone || away, suspended: isGone };
}

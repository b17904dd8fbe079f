import type { Instant, Post, PostHolder, World } from '@trustward/chain';
import type { Tx } from '@trustward/database';

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

/** What somebody holds at a case's school once an edit is done. */
export interface HeldHere {
  readonly personId: string;
  readonly roles: readonly Post[];
  readonly offDuty: boolean;
}

/** Who stands in for somebody, in SQL. */
export const coverersOf = (tenantId: string, personId: string): string =>
  `select c.person_id from app.post c where c.tenant_id = ${tenantId} and c.cover_for = ${personId}`;

// `$4` posts that end, `$5` whether all cover of theirs and for them ends, `$6` when it begins, `$7` off duty or not, or null.
const HELD = `select n.id as "personId",
    case when n.id = $2 then coalesce($7::boolean, n.suspended_at is not null) else n.suspended_at is not null end as "offDuty",
    coalesce((select jsonb_agg(p.role order by p.since, p.id) from app.post p where p.tenant_id = $1 and p.person_id = n.id
      and (p.school_id = $3 or p.school_id is null) and p.since <= at.it and coalesce(p.until > at.it, true)
      and p.id <> all($4::uuid[]) and not ($5 and p.cover_for is not null and $2 in (p.cover_for, p.person_id))), '[]') as roles
  from app.person n cross join (select greatest(now(), app.at($6)) as it) at
  where n.tenant_id = $1 and (n.id = $2 or n.id in (${coverersOf('$1', '$2')}))`;

export const LEAVES = `not exists (select from app.post p where p.tenant_id = $1 and p.person_id = $2
  and p.id <> all($3::uuid[]) and coalesce(p.until > greatest(now(), app.at($4)), true))`;

/** Whoever an edit concerns, as they stand at a school once it is done: the same before it is settled and after. */
export async function heldAfter(
  tx: Tx,
  schoolId: string,
  personId: string,
  edit: PostsEdit | OffDutyEdit,
): Promise<HeldHere[]> {
  const isPosts = 'ends' in edit;
  const ends = isPosts ? edit.ends.map(({ id }) => id) : [];
  const from = isPosts ? edit.from : null;
  const endsCover = isPosts
    ? edit.begins.length === 0 && (await leaves(tx, personId, ends, from))
    : edit.offDuty;
  const values = [tx.tenantId, personId, schoolId, ends, endsCover, from, isPosts ? null : edit.offDuty];
  const held = await tx.query<HeldHere>(HELD, values, 'held-after');
  const begun = isPosts
    ? edit.begins.filter((one) => one.schoolId === null || one.schoolId === schoolId)
    : [];
  return held.map((one) =>
    one.personId === personId
      ? { ...one, roles: [...new Set([...one.roles, ...begun.map(({ role }) => role)])] }
      : one,
  );
}

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

/** A world in which these hold what they hold then; of whom it is not known whether they are kept from the case, they are. */
export function withHeld(world: World, held: readonly HeldHere[]): World {
  const kept = world.people.flatMap((one): PostHolder[] => {
    const now = held.find(({ personId }) => personId === one.person);
    if (now === undefined) return [one];
    if (one.role !== null && !now.roles.includes(one.role)) return [];
    if (isGone(now)) return [{ ...one, away: true, suspended: true }];
    return [one.suspended === true ? { ...one, away: false, suspended: false } : one];
  });
  const begun = held.flatMap((now): PostHolder[] => {
    const entries = world.people.filter(({ person }) => person === now.personId);
    const [known] = entries;
    const isAway = isGone(now) || (known !== undefined && known.suspended !== true && known.away);
    return now.roles
      .filter((role) => entries.every((one) => one.role !== role))
      .map((role) => ({
        person: now.personId,
        role,
        excluded: known?.excluded ?? true,
        away: isAway,
        suspended: isGone(now),
      }));
  });
  return { ...world, people: [...kept, ...begun] };
}

const isGone = ({ offDuty, roles }: HeldHere): boolean => offDuty || roles.length === 0;

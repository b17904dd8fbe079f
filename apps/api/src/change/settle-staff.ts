import { leaves, withdrawInvitation } from '@trustward/casework';
import type { OffDutyEdit, PostsEdit } from '@trustward/casework';
import type { Tx } from '@trustward/database';

const AT = 'greatest(now(), app.at($4))';
const END = `update app.post p set until = greatest(p.since, least(coalesce(p.until, 'infinity'), ${AT}))
  where p.tenant_id = $1 and p.person_id = $2 and p.id = any($3::uuid[])`;
const BEGIN = `insert into app.post (tenant_id, id, person_id, role, school_id, since)
  select $1, b.id, $2, b.role, b."schoolId", ${AT}
  from jsonb_to_recordset($3::jsonb) b(id uuid, role text, "schoolId" uuid)`;
/** Whoever stands in for them does so no more, nor they for anybody. */
const END_COVER = `update app.post p set until = greatest(p.since, greatest(now(), app.at($3)))
  where p.tenant_id = $1 and p.cover_for is not null and $2 in (p.cover_for, p.person_id)
    and coalesce(p.until > greatest(now(), app.at($3)), true)`;
const OFF_DUTY = `update app.person set suspended_at = case when $3 then now() end where tenant_id = $1 and id = $2`;
const SIGN_OUT = 'delete from platform.session where tenant_id = $1 and person_id = $2';
const UNDO_END = `update app.post p set until = app.at(b.until)
  from jsonb_to_recordset($3::jsonb) b(id uuid, until double precision)
  where p.tenant_id = $1 and p.person_id = $2 and p.id = b.id`;
const UNDO_COVER = `update app.post p set until = null where p.tenant_id = $1 and p.cover_for is not null
  and $2 in (p.cover_for, p.person_id) and p.until = app.at($3)`;
const UNDO_BEGIN = `update app.post p set until = p.since where p.tenant_id = $1 and p.person_id = $2 and p.id = any($3::uuid[])`;

/** Recorded at once, be it for later, so that whoever asks from that instant on finds it so; whoever is gone now is signed out. */
export async function settlePosts(tx: Tx, personId: string | null, edit: PostsEdit): Promise<void> {
  const { ends, begins, from } = edit;
  const ended = ends.map(({ id }) => id);
  const isLeaving = begins.length === 0 && (await leaves(tx, personId ?? '', ended, from));
  await tx.query(END, [tx.tenantId, personId, ended, from]);
  await tx.query(BEGIN, [tx.tenantId, personId, JSON.stringify(begins), from]);
  if (!isLeaving) return;
  await tx.query(END_COVER, [tx.tenantId, personId, from]);
  if (from !== null) return;
  await tx.query(SIGN_OUT, [tx.tenantId, personId]);
  await withdrawInvitation(tx, personId ?? '');
}

export async function settleOffDuty(
  tx: Tx,
  personId: string | null,
  { offDuty }: OffDutyEdit,
): Promise<void> {
  await tx.query(OFF_DUTY, [tx.tenantId, personId, offDuty]);
  if (!offDuty) return;
  await tx.query(END_COVER, [tx.tenantId, personId, null]);
  await tx.query(SIGN_OUT, [tx.tenantId, personId]);
  await withdrawInvitation(tx, personId ?? '');
}

/** What was to begin later is taken back before it has: each post ends as it did before, and those that were to begin never do. */
export async function undoPosts(
  tx: Tx,
  personId: string | null,
  { ends, begins, from }: PostsEdit,
): Promise<void> {
  await tx.query(UNDO_END, [tx.tenantId, personId, JSON.stringify(ends)]);
  await tx.query(UNDO_COVER, [tx.tenantId, personId, from]);
  await tx.query(UNDO_BEGIN, [tx.tenantId, personId, begins.map(({ id }) => id)]);
}

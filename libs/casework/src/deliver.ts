import type { DeliveryInput, DeliveryResult } from '@trustward/contracts';
import { NOTICE_MADE } from '@trustward/database';
import type { Door, Tx } from '@trustward/database';
import { audit } from './audit.ts';
import { HURRIED } from './urgency.ts';
import type { Channel } from './urgency.ts';
import { WORKER_ACTOR } from './wake.ts';

/** Whom a case may tell anything at all: `n` is the person, `it` names the case and has its state as `file`. */
export const MAY_HEAR = `n.suspended_at is null and not it.file -> 'recused' ? n.id::text
      and not exists (select from app.exclusion x
        where x.tenant_id = n.tenant_id and x.case_id = it.case_id and x.person_id = n.id)`;

/**
 * Whom a delivery reaches is decided now, not when it was due: whoever holds the posts today or a role of this case, is
 * not suspended, has not stood down, is not excluded from the case and is not whom it is not for. `for update` makes a second delivery of the
 * same wait, and then find it sent.
 */
const DELIVER = `with it as (
    select d.*, c.school_id, c.state as file from app.delivery d
    join app.case_file c on c.tenant_id = d.tenant_id and c.id = d.case_id
    where d.tenant_id = $1 and d.id = $2 and d.state = 'pending' for update of d),
  addressed as (
    select (it.audience ->> 'person')::uuid as person_id from it where it.audience ? 'person'
    union
    select p.person_id from it join app.post p on p.tenant_id = it.tenant_id
      and (p.school_id = it.school_id or p.school_id is null) and it.audience -> 'roles' ? p.role
    where p.since <= now() and coalesce(p.until > now(), true)
    union
    select (it.file -> 'appointed' ->> named.role)::uuid
    from it cross join jsonb_array_elements_text(it.audience -> 'roles') named (role)
    where it.file -> 'appointed' ? named.role),
  told as (
    insert into app.notice (tenant_id, id, case_id, person_id, key, because, step, at)
    select it.tenant_id, gen_random_uuid(), it.case_id, n.id, it.key, it.because, it.step, it.at
    from it cross join addressed a join app.person n on n.tenant_id = it.tenant_id and n.id = a.person_id
    where ${MAY_HEAR} and not coalesce(it.audience -> 'except' ? n.id::text, false)
    on conflict (tenant_id, case_id, person_id, key) do nothing returning person_id),
  written as (
    insert into app.message (tenant_id, id, delivery_id, case_id, person_id, channel)
    select it.tenant_id, gen_random_uuid(), it.id, it.case_id, told.person_id, channel
    from it cross join told cross join unnest($3::text[]) channel where it.because = any($4) returning id),
  sent as (
    update app.delivery d set told_to = (select coalesce(array_agg(person_id order by person_id), '{}') from told),
      state = case when exists (select from written) then 'sending' else 'sent' end,
      sent_at = case when not exists (select from written) then clock_timestamp() end
    from it where d.tenant_id = it.tenant_id and d.id = it.id)
  select it.case_id as "caseId", (select coalesce(jsonb_agg(person_id), '[]') from told) as "personIds" from it`;

const WAITING = `select id from app.message where tenant_id = $1 and delivery_id = $2 and state = 'waiting' order by id`;

interface Delivered {
  readonly caseId: string;
  readonly personIds: readonly string[];
}

/** Writes the notices of one delivery. Idempotent: one notice per person and cause, however often it runs. */
export function deliverNotice(
  door: Door,
  { tenantId, deliveryId }: DeliveryInput,
  channels: readonly Channel[] = [],
): Promise<DeliveryResult> {
  return door.run({ tenantId, actor: WORKER_ACTOR }, async (tx) => {
    const told = await deliver(tx, deliveryId, channels);
    if (channels.length === 0) return { told };
    const waiting = await tx.query<{ id: string }>(WAITING, [tenantId, deliveryId], 'waiting-messages');
    return { told, messages: waiting.map(({ id }) => id) };
  });
}

/** Answers how many were told. */
export async function deliver(
  tx: Tx,
  deliveryId: string,
  channels: readonly Channel[] = [],
): Promise<number> {
  const values = [tx.tenantId, deliveryId, channels, HURRIED];
  const [delivered] = await tx.query<Delivered>(DELIVER, values, 'deliver');
  if (delivered === undefined) return 0;
  const { caseId, personIds } = delivered;
  const subject = { subjectKind: 'delivery', subjectId: deliveryId, caseId };
  await audit(tx, { verb: 'notice.deliver', ...subject, detail: { told: personIds.length } });
  await tx.query('select pg_notify($1, $2)', [
    NOTICE_MADE,
    JSON.stringify({ tenantId: tx.tenantId, personIds }),
  ]);
  return personIds.length;
}

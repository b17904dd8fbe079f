import type { DeliveryInput, DeliveryResult } from '@trustward/contracts';
import { UNREACHED } from '@trustward/chain';
import type { Reason } from '@trustward/chain';
import { NOTICE_MADE } from '@trustward/database';
import type { Door, Tx } from '@trustward/database';
import { audit } from './audit.ts';
import { OUTAGES } from './outage/outages.ts';
import { HURRIED } from './urgency.ts';
import { WORKER_ACTOR } from './worker-actor.ts';

/** Whom a case may tell anything at all: `n` is the person, `it` names the case, its school and its state as `file`. */
export const MAY_HEAR = `n.suspended_at is null and not coalesce(it.file -> 'recused' ? n.id::text, false)
      and exists (select from app.post held where held.tenant_id = n.tenant_id and held.person_id = n.id
        and (held.school_id = it.school_id or held.school_id is null)
        and held.since <= now() and coalesce(held.until > now(), true))
      and not exists (select from app.exclusion x
        where x.tenant_id = n.tenant_id and x.case_id = it.case_id and x.person_id = n.id)`;

/** Whether what cannot wait also goes by e-mail: now, once there is a mail server, or never, as of what is history. */
export type Mailing = 'now' | 'later' | 'never';
const STATES = { now: 'waiting', later: 'unsent', never: null } as const satisfies Record<Mailing, unknown>;

const TO_SEND = `select from written where written.state = 'waiting'`;

/**
 * What says the same again: of several that wait together only the latest is told, and none once there is nothing left
 * to do. A breach is always told.
 */
const REPEATED: readonly Reason[] = ['reminder', 'stillLate', 'unacknowledged'];
/** The key of what is said, without which time of saying it this is. */
const said = (delivery: string): string => `regexp_replace(${delivery}.key, '(/reminder/\\d+|\\.\\d+)$', '')`;

/** What leaders hear of each duty after an outage: in the portal under one sentence, by other ways once for all of them. */
const GATHERED: readonly Reason[] = ['breach', 'stillLate'];

/** What a mailbox that others read too must never get is judged by itself, and its case hears that it was not sent. */
const IS_KEPT_APART = `exists (select from app.person n, app.case_file c join app.resolved_chain r
      on r.tenant_id = c.tenant_id and r.hash = c.chain_hash
    where n.tenant_id = it.tenant_id and n.id = told.person_id and n.mailbox_shared and c.tenant_id = it.tenant_id
      and c.id = it.case_id and coalesce(r.body -> 'chain' ->> 'about', '') not in ('child', 'information'))`;

/**
 * Whom a delivery reaches is decided now, not when it was due: whoever holds the posts today or a role of this case, is
 * not suspended, has not left or stood down, is not excluded from the case and is not whom it is not for. `for update`
 * makes a second delivery of the same wait, and then find it sent.
 */
const DELIVER = `with it as (
    select d.*, c.school_id, c.state as file,
      not c.drill and d.because = any($5) and (exists (select from app.delivery l where l.tenant_id = d.tenant_id
          and l.case_id = d.case_id and l.because = d.because and l.at > d.at and ${said('l')} = ${said('d')})
        or exists (select from app.duty t where t.tenant_id = d.tenant_id and t.case_id = d.case_id and t.step = d.step
          and t.ended_at is not null)) as overtaken,
      case when not c.drill and d.because = any($6) then (select max(o.since) from ${OUTAGES} o
        where o.what = 'reminders' and o.since <= d.at and coalesce(d.at < o.until, true)) end as outage_since
    from app.delivery d
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
    insert into app.notice (tenant_id, id, case_id, person_id, key, because, step, at, outage_since)
    select it.tenant_id, gen_random_uuid(), it.case_id, n.id, it.key, it.because, it.step, it.at, it.outage_since
    from it cross join addressed a join app.person n on n.tenant_id = it.tenant_id and n.id = a.person_id
    where not it.overtaken and ${MAY_HEAR} and not coalesce(it.audience -> 'except' ? n.id::text, false)
    on conflict (tenant_id, case_id, person_id, key) do nothing returning person_id),
  written as (
    insert into app.message (tenant_id, id, delivery_id, case_id, person_id, channel, state, outage_since)
    select it.tenant_id, gen_random_uuid(), it.id, it.case_id, told.person_id, 'email', $3,
      case when not ${IS_KEPT_APART} then it.outage_since end
    from it cross join told where it.because = any($4) and $3::text is not null
    on conflict on constraint one_message_of_an_outage do nothing returning state),
  sent as (
    update app.delivery d set told_at = clock_timestamp(), told_to = (select coalesce(array_agg(person_id order by person_id), '{}') from told),
      state = case when it.overtaken then 'superseded' when exists (${TO_SEND}) then 'sending' else 'sent' end,
      sent_at = case when not it.overtaken and not exists (${TO_SEND}) then clock_timestamp() end
    from it where d.tenant_id = it.tenant_id and d.id = it.id)
  select it.case_id as "caseId", it.overtaken, it.outage_since::text as "outageSince",
    (select coalesce(jsonb_agg(person_id), '[]') from told) as "personIds" from it`;

/**
 * Where the one letter of an outage reached nobody before this case was told, the case hears of it too. `for share`: a
 * letter that ends at the same time pokes whoever was told before it, and is waited for here.
 */
const HEARS_OF_LETTER = `with letter as (select state from app.message
    where tenant_id = $1 and person_id = any($3::uuid[]) and outage_since = $4::timestamptz and case_id <> $2 for share)
  select app.poke($2) where exists (select from letter where state = any($5))`;

// A link that is mailed to an agency goes the same way, under its own id.
const WAITING = `select id from app.message where tenant_id = $1 and delivery_id = $2 and state = 'waiting'
  union all select id from app.agency_link where tenant_id = $1 and id = $2 and mail = 'waiting' order by id`;

interface Delivered {
  readonly caseId: string;
  readonly overtaken: boolean;
  readonly outageSince: string | null;
  readonly personIds: readonly string[];
}

/** Writes the notices of one delivery. Idempotent: one notice per person and cause, however often it runs. */
export function deliverNotice(
  door: Door,
  { tenantId, deliveryId }: DeliveryInput,
  mailing: Mailing = 'never',
): Promise<DeliveryResult> {
  return door.run({ tenantId, actor: WORKER_ACTOR }, async (tx) => {
    const told = await deliver(tx, deliveryId, mailing);
    if (mailing === 'never') return { told };
    const waiting = await tx.query<{ id: string }>(WAITING, [tenantId, deliveryId], 'waiting-messages');
    return { told, messages: waiting.map(({ id }) => id) };
  });
}

/** Answers how many were told; a history that is written afterwards tells again what says the same again. */
export async function deliver(
  tx: Tx,
  deliveryId: string,
  mailing: Mailing = 'never',
  repeated: readonly Reason[] = REPEATED,
): Promise<number> {
  const values = [tx.tenantId, deliveryId, STATES[mailing], HURRIED, repeated, GATHERED];
  const [delivered] = await tx.query<Delivered>(DELIVER, values, 'deliver');
  if (delivered === undefined) return 0;
  const { caseId, overtaken, outageSince, personIds } = delivered;
  if (outageSince !== null) {
    await tx.query(HEARS_OF_LETTER, [tx.tenantId, caseId, personIds, outageSince, UNREACHED]);
  }
  const subject = { subjectKind: 'delivery', subjectId: deliveryId, caseId };
  const verb = overtaken ? 'notice.supersede' : 'notice.deliver';
  await audit(tx, { verb, ...subject, detail: { told: personIds.length } });
  await tx.query('select pg_notify($1, $2)', [
    NOTICE_MADE,
    JSON.stringify({ tenantId: tx.tenantId, personIds }),
  ]);
  return personIds.length;
}

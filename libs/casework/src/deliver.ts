import type { DeliveryInput, DeliveryResult } from '@trustward/contracts';
import { UNREACHED, whoElseHears } from '@trustward/chain';
import type { Chain, Reason, TellEffect } from '@trustward/chain';
import { NOTICE_MADE } from '@trustward/database';
import type { Door, Tx } from '@trustward/database';
import { announce } from './announce.ts';
import { audit } from './audit.ts';
import { isOfDanger } from './danger.ts';
import { ADDRESSED, IS_AWAY, MAY_HEAR } from './may-hear.ts';
import { LETTER_STANDS, OUTAGES } from './outage/outages.ts';
import { pinnedChain } from './pinned.ts';
import { isPressing } from './pressing.ts';
import { CaseUnreadable, unlessUnreadable } from './unreadable.ts';
import { FOR_WHOEVER_IS_THERE, IN_TURN, writeAgain } from './tell-again.ts';
import { waysTo } from './ways.ts';
import type { Said, Sending, Told } from './ways.ts';
import { WORKER_ACTOR } from './worker-actor.ts';
import { caseAsItIs } from './world-of-case.ts';

/**
 * What says the same again: of several that wait together only the latest is told, and none once there is nothing left
 * to do. A breach is always told.
 */
const REPEATED: readonly Reason[] = ['reminder', 'stillLate', 'unacknowledged', 'agreementUnanswered'];
/** The key of what is said, without which time of saying it this is. */
const said = (delivery: string): string =>
  `regexp_replace(${delivery}.key, '(/(reminder|agreementUnanswered)/\\d+|\\.\\d+)$', '')`;
// Nor is what waited for somebody to be there once it is owed no more; a breach while its case goes on.
const IS_OVERTAKEN = `(d.state = 'nobody' and (c.ended_at is not null or d.because <> 'breach' and exists (select from app.duty t
      where t.tenant_id = d.tenant_id and t.case_id = d.case_id and t.step = d.step and t.ended_at is not null))
    or not c.drill and d.because = any($3) and (exists (select from app.delivery l
      where l.tenant_id = d.tenant_id and l.case_id = d.case_id and l.because = d.because and l.at > d.at
        and ${said('l')} = ${said('d')})
    or exists (select from app.duty t where t.tenant_id = d.tenant_id and t.case_id = d.case_id and t.step = d.step
      and t.ended_at is not null)))`;

/** What leaders hear of each duty after an outage: in the portal under one sentence, by other ways once for all of them. */
const GATHERED: readonly Reason[] = ['breach', 'stillLate'];
const OUTAGE_SINCE = `case when not c.drill and d.because = any($4) then (select max(o.since) from ${OUTAGES} o
    where o.what = 'reminders' and o.since <= d.at and coalesce(d.at < o.until, true)) end`;

// Whose letter of it went out so long ago, or was left out as there was nothing to look at any more, hears of this by itself:
// they have looked since, or have not. What comes back from an outage is told within less.
const HAD_THEIR_LETTER = `exists (select from app.message l where l.tenant_id = $1 and l.person_id = n.id
    and l.channel in ('email', 'text') and l.outage_since = it.outage_since and l.lapsed_at is null and l.state <> 'withheld'
    and (l.state = 'superseded' or l.ended_at < clock_timestamp() - ${LETTER_STANDS}))`;

const CLOCK = (at: string): string => `to_char((${at}) at time zone 'Europe/London', 'YYYY-MM-DD HH24:MI')`;

// Somebody, with what the ways to them depend on.
const TOLD = `jsonb_build_object('person', n.id, 'away', ${IS_AWAY}, 'mailboxShared', n.mailbox_shared,
      'choice', case when k.person_id is not null then jsonb_build_object('soon', k.soon, 'later', k.later, 'quiet', k.quiet) end)`;
const ALONE = `jsonb_build_object('isAlone', it.outage_since is not null and told.outage_since is null)`;
const THEIR_CHOICE = 'left join app.contact_choice k on k.tenant_id = $1 and k.person_id = n.id';

/**
 * Whom a delivery reaches is decided now, not when it was due. `for update` makes a second delivery of the same wait, and
 * then find it sent; what is told anew waits for its `turn` before. `$5` takes the place of its audience, where that reached nobody.
 */
const TELL = `with turn as materialized (
    select ${IN_TURN} from app.delivery w where w.tenant_id = $1 and w.id = $2 and w.state = 'nobody'),
  it as (
    select d.tenant_id, d.id, d.case_id, d.state, c.drill, c.clock_offset_ms as offset_ms, d.key, d.because, d.step, d.at, coalesce($5::jsonb, d.audience) as audience,
      c.school_id, c.state as file, c.chain_hash, ${IS_OVERTAKEN} as overtaken,
      (select ${isPressing('d')} from app.duty t where t.tenant_id = d.tenant_id and t.case_id = d.case_id
        and t.step = d.step) as pressing, ${OUTAGE_SINCE} as outage_since
    from app.delivery d join app.case_file c on c.tenant_id = d.tenant_id and c.id = d.case_id
    where (select count(*) from turn) < 2 and d.tenant_id = $1 and d.id = $2 and d.state in ('pending', 'nobody')
    for update of d),
  addressed as (${ADDRESSED}),
  before as (select ${TOLD} || ${ALONE} || jsonb_build_object('mayHear', (${MAY_HEAR})) as one
    from it join app.notice told on told.tenant_id = it.tenant_id and told.case_id = it.case_id and told.key = it.key
      join app.person n on n.tenant_id = it.tenant_id and n.id = told.person_id ${THEIR_CHOICE}),
  told as (
    insert into app.notice (tenant_id, id, case_id, person_id, key, because, step, at, outage_since)
    select it.tenant_id, gen_random_uuid(), it.case_id, n.id, it.key, it.because, it.step, it.at,
      case when not ${HAD_THEIR_LETTER} then it.outage_since end
    from it cross join addressed a join app.person n on n.tenant_id = it.tenant_id and n.id = a.person_id
    where not it.overtaken and ${MAY_HEAR} and not coalesce(it.audience -> 'except' ? n.id::text, false)
    on conflict (tenant_id, case_id, person_id, key) do nothing returning person_id, outage_since)
  select it.case_id as "caseId", it.state, it.because, it.step, it.audience, it.overtaken, it.drill,
    (select coalesce(jsonb_agg(one), '[]') from before) as before, it.outage_since::text as "outageSince", ${CLOCK('clock_timestamp()')} as clock,
    (select ${CLOCK("t.due_at - it.offset_ms * interval '1 millisecond'")} from app.duty t
      where t.tenant_id = $1 and t.case_id = it.case_id and t.step = it.step and t.ended_at is null) as due,
     coalesce(it.pressing, false) as "isPressing",
    it.chain_hash as "chainHash", (select coalesce(jsonb_agg(${TOLD} || ${ALONE}), '[]')
    from told join app.person n on n.tenant_id = $1 and n.id = told.person_id ${THEIR_CHOICE}) as told from it`;

// Whoever had the letter of a day, and only then chose an hour that comes after it, has their later news in the next one.
const HAS_GONE = `exists (select from app.message m where m.tenant_id = $1 and m.person_id = w.person and m.channel = w.channel
      and m.summary_of = w.until::date and (m.state <> 'held' or m.held_until <= clock_timestamp()))`;

/** What goes out beside it, what waits for its hour, and that it was told: `sending` while any of its messages waits, `nobody` while nobody is there. `$4` the messages. */
const CLOSE = `with written as (
    insert into app.message (tenant_id, id, delivery_id, case_id, person_id, channel, state, outage_since,
      held_until, summary_of)
    select $1, gen_random_uuid(), $2, $3, w.person, w.channel, w.state, w.outage,
      (w.until + s.later) at time zone 'Europe/London', case when w.summary then (w.until + s.later)::date end
    from jsonb_to_recordset($4::jsonb) as w(person uuid, channel text, state text, outage timestamptz, until timestamp,
      summary boolean)
    cross join lateral (select case when w.summary and ${HAS_GONE} then interval '1 day' else '0' end as later) s
    on conflict do nothing returning state),
  waits as (select exists (select from written where state = 'waiting')
    or exists (select from app.message m where m.tenant_id = $1 and m.delivery_id = $2 and m.state = 'waiting') as still)
  update app.delivery d set told_at = case when cardinality(d.told_to) > 0 then d.told_at else clock_timestamp() end, told_to = $5,
    state = case when $6 then 'superseded' when waits.still then 'sending' when $7 then 'nobody' else 'sent' end,
    sent_at = case when not $6 and not $7 and not waits.still then clock_timestamp() end
  from waits where d.tenant_id = $1 and d.id = $2`;

/**
 * Where the one letter of an outage reached nobody before this case was told, the case hears of it too. `for share`: a
 * letter that ends at the same time pokes whoever was told before it, and is waited for here.
 */
const HEARS_OF_LETTER = `with letter as (select state from app.message
    where tenant_id = $1 and person_id = any($3::uuid[]) and outage_since = $4::timestamptz and case_id <> $2 for share)
  select app.poke($2) where exists (select from letter where state = any($5))`;

const NOTHING: Sending = { email: 'never', text: false };

// A link that is mailed to an agency goes the same way, what the central team is told and whoever is invited, each under its own id.
const WAITING = `select id from app.message where tenant_id = $1 and delivery_id = $2 and state = 'waiting'
  union all select id from app.agency_link where tenant_id = $1 and id = $2 and mail = 'waiting'
  union all select id from app.trust_notice where tenant_id = $1 and id = $2 and mail = 'waiting'
  union all select id from app.invitation where tenant_id = $1 and id = $2 and mail = 'waiting' order by id`;

interface Delivery
  extends
    Pick<TellEffect, 'because' | 'step'>,
    Pick<Said, 'drill' | 'clock' | 'due' | 'outageSince' | 'isPressing'> {
  readonly caseId: string;
  readonly audience: TellEffect['to'];
  readonly overtaken: boolean;
  readonly chainHash: string;
  readonly told: readonly Told[];
  readonly state: 'pending' | 'nobody';
  /** Who was told of it before, of whom some may not hear of it any more. */
  readonly before: readonly (Told & { readonly mayHear: boolean })[];
}

/** Writes the notices of one delivery. Idempotent: one notice per person and cause, however often it runs. */
export function deliverNotice(
  door: Door,
  { tenantId, deliveryId }: DeliveryInput,
  sending: Sending = NOTHING,
): Promise<DeliveryResult> {
  return door.run({ tenantId, actor: WORKER_ACTOR }, async (tx) => {
    const told = await deliver(tx, deliveryId, sending);
    if (sending.email === 'never') return { told };
    const waiting = await tx.query<{ id: string }>(WAITING, [tenantId, deliveryId], 'waiting-messages');
    return { told, messages: waiting.map(({ id }) => id) };
  });
}

/** Answers how many were told. History that is written afterwards tells again what says the same again, and nobody else. */
export async function deliver(
  tx: Tx,
  deliveryId: string,
  sending: Sending = NOTHING,
  { isHistory = false } = {},
): Promise<number> {
  const repeated = isHistory ? [] : REPEATED;
  const tell = async (to: TellEffect['to'] | null): Promise<Delivery | undefined> => {
    const values = [tx.tenantId, deliveryId, repeated, GATHERED, to === null ? null : JSON.stringify(to)];
    return (await tx.query<Delivery>(TELL, values, 'tell-delivery'))[0];
  };
  const delivery = await tell(null);
  if (delivery === undefined) return 0;
  const { caseId, overtaken, outageSince } = delivery;
  const { before } = delivery;
  // What is owed no more is told to nobody, whoever heard of it before.
  const stillHearing = overtaken ? [] : before.filter(({ mayHear }) => mayHear);
  const hearing = [...delivery.told, ...stillHearing];
  const isHeard = isHistory || overtaken || hearing.some(({ away }) => !away);
  const to = isHeard ? null : await instead(tx, delivery);
  const told = [...delivery.told, ...(to === null ? [] : ((await tell(to))?.told ?? []))];
  const isForNobody =
    !isHistory &&
    !overtaken &&
    FOR_WHOEVER_IS_THERE.includes(delivery.because) &&
    told.length === 0 &&
    hearing.length === 0;
  // It waits until somebody is there, and is tried at each wake without a trace.
  if (isForNobody && delivery.state === 'nobody') return 0;
  const personIds = [...new Set([...before, ...told].map(({ person }) => person))].sort();
  const words = saidOf(delivery, await unlessUnreadable(pinnedChain(tx, delivery.chainHash)));
  // Of who was told before, whoever has their letter has no second one.
  const ways = [...told, ...stillHearing].flatMap((each) => waysTo(each, words, sending));
  const people = stillHearing.map(({ person }) => person);
  await writeAgain(tx, { deliveryId, people, outageSince }, sending);
  // What waited to be told again was told for all that: only what nobody ever heard is left out.
  const isLeftOut = overtaken && personIds.length === 0;
  const values = [tx.tenantId, deliveryId, caseId, JSON.stringify(ways), personIds, isLeftOut, isForNobody];
  await tx.query(CLOSE, values, 'close-delivery');
  if (outageSince !== null) {
    await tx.query(HEARS_OF_LETTER, [tx.tenantId, caseId, personIds, outageSince, UNREACHED]);
  }
  const subject = { subjectKind: 'delivery', subjectId: deliveryId, caseId };
  const verb = isLeftOut ? 'notice.supersede' : 'notice.deliver';
  await audit(tx, { verb, ...subject, detail: { told: personIds.length } });
  // Whoever may hear of it no more keeps their place in the record, and learns nothing of what is told again.
  const hearingNow = [...new Set([...stillHearing, ...told].map(({ person }) => person))];
  await tx.query('select pg_notify($1, $2)', [
    NOTICE_MADE,
    JSON.stringify({ tenantId: tx.tenantId, personIds: hearingNow }),
  ]);
  // Who was told that a duty became late is said to everybody who looks at its case, whoever was told.
  if (delivery.because === 'breach') await announce(tx, caseId);
  return personIds.length;
}

/** What is about a child, or about information, may stand where others read it too, as little as it says. */
function saidOf(
  { because, outageSince, drill, clock, due, isPressing: isPressed, step }: Delivery,
  chain: Chain | null,
): Said {
  const isPrivate = chain?.about !== 'child' && chain?.about !== 'information';
  return {
    because,
    outageSince,
    drill,
    clock,
    due,
    isPressing: isPressed,
    isPrivate,
    isDanger: isOfDanger(chain, step),
  };
}

/** Who hears in place of those who are not there; its case is looked at again too, for what they owed is theirs no more. */
async function instead(tx: Tx, delivery: Delivery): Promise<TellEffect['to'] | null> {
  const { caseId, step, audience, because } = delivery;
  // Of what was tried before, its case was looked at then.
  if (delivery.state === 'pending') await tx.query('select app.poke($1)', [caseId]);
  if (!FOR_WHOEVER_IS_THERE.includes(because)) return null;
  try {
    const { world, state } = await caseAsItIs(tx, caseId);
    return whoElseHears(world, state, { to: audience, step });
  } catch (error) {
    // Only reading a case says whether it can be read; of one that cannot be, its leaders hear by another delivery.
    if (error instanceof CaseUnreadable) return null;
    throw error;
  }
}

import { UNREACHED } from '@trustward/chain';
import type { Chain, Instant, Reason } from '@trustward/chain';
import type { MessageInput } from '@trustward/contracts';
import type { Door, Tx } from '@trustward/database';
import { messages } from '@trustward/observability';
import { endLinkMail, takeUpLink } from './agency/link-mail.ts';
import type { LinkMessage } from './agency/link-mail.ts';
import { endInvitationMail, takeUpInvitation } from './invitation/invitation-mail.ts';
import type { InvitationMessage } from './invitation/invitation-mail.ts';
import { audit } from './audit.ts';
import { isOfDanger } from './danger.ts';
import { diaryEntry, diaryTime } from './diary.ts';
import type { DiaryEntry } from './diary.ts';
import type { FATES } from './fate.ts';
import { MAY_HEAR } from './may-hear.ts';
import { openPerson } from './people.ts';
import { pinnedChain } from './pinned.ts';
import { pokeMany } from './poke-many.ts';
import { isPressing } from './pressing.ts';
import { returnMark } from './return-mark.ts';
import { endTrustMail, takeUpTrustMail } from './trust-news.ts';
import type { TrustMessage } from './trust-news.ts';
import { IN_TURN, tellAgain } from './tell-again.ts';
import { isUnreached } from './unreached.ts';
import { unlessUnreadable } from './unreadable.ts';
import { LATER, urgencyOf } from './urgency.ts';
import type { Channel } from './urgency.ts';
import { WORKER_ACTOR } from './worker-actor.ts';

/** What somebody is to be sent, and where. An address leaves the database for nothing else. */
export interface Message {
  readonly tenantId: string;
  readonly id: string;
  readonly channel: Channel;
  readonly address: string;
  /** What stands before the @ where its mail comes back to, if nobody takes it. */
  readonly returnMark: string;
  readonly because: Reason;
  /** Itself alone, everything that fell due in one outage, or the news of a day. */
  readonly standsFor: 'itself' | 'outage' | 'day';
  readonly isUrgent: boolean;
  /** When it has to be done by, of what has just become somebody's to do. */
  readonly dueAt: Instant | null;
  readonly diaryEntry: DiaryEntry | null;
  /** What its reader was told in the portal by the same cause. */
  readonly noticeId: string;
  readonly about: Chain['about'];
  readonly caseId: string;
  readonly reference: string;
  readonly drill: boolean;
}

/**
 * What became of it; a code and never an answer's words, which may quote an address. `unsent`: nothing yet, as there is no
 * mail server, or none that lets us in.
 */
export interface Fate {
  readonly state: (typeof FATES)[number] | 'unsent';
  readonly code?: string;
}

/** One letter stands for every case of an outage, or for a day's news, and is sent as long as its reader may hear of one. */
const mayHearAny = (more: string): string => `exists (select from app.notice told
    join app.case_file c on c.tenant_id = told.tenant_id and c.id = told.case_id
    cross join lateral (select told.case_id, c.school_id, c.state as file) it
    where told.tenant_id = $1 and told.person_id = n.id and ${MAY_HEAR} and ${more} and (told.outage_since = letter.outage
      or told.because = any($3) and told.seen_at is null and told.created_at <= letter.day))`;

// What a mailbox that others read too may get: of a day's news something must be about neither an adult nor an institution.
const openToOthers = (about: string): string => `coalesce(${about}, '') in ('child', 'information')`;
const NEWS_OPEN_TO_OTHERS = `exists (select from app.resolved_chain r where r.tenant_id = c.tenant_id
      and r.hash = c.chain_hash and ${openToOthers("r.body -> 'chain' ->> 'about'")})`;

// A reminder that waited until its duty was late says that it is.
const TAKE_UP = `with it as (
    select m.id, m.channel, m.person_id, m.case_id, m.outage_since,
      case when m.summary_of is not null then m.held_until end as day, d.id as delivery_id, d.step, c.chain_hash,
      told.id as notice_id, ${diaryTime('d')} as due, ${diaryEntry('d', 'm.person_id')} as entry, ${isPressing('d')} as pressing,
      case when d.because = 'reminder' and t.late_from <= clock_timestamp() + c.clock_offset_ms * interval '1 millisecond'
        then 'breach' else d.because end as because, c.reference, c.drill,
      c.school_id, c.state as file, r.body -> 'chain' ->> 'about' as about
    from app.message m join app.delivery d on d.tenant_id = m.tenant_id and d.id = m.delivery_id
    join app.case_file c on c.tenant_id = m.tenant_id and c.id = m.case_id
    join app.resolved_chain r on r.tenant_id = c.tenant_id and r.hash = c.chain_hash
    left join app.notice told on told.tenant_id = m.tenant_id and told.case_id = m.case_id
      and told.person_id = m.person_id and told.key = d.key
    left join app.duty t on t.tenant_id = d.tenant_id and t.case_id = d.case_id and t.step = d.step
    where m.tenant_id = $1 and m.id = $2 and m.state = 'waiting'),
  counted as (update app.message m set attempts = attempts + 1 from it where m.tenant_id = $1 and m.id = it.id),
  seen_to as (update app.delivery d set seen_to_at = clock_timestamp() from it
    where d.tenant_id = $1 and d.id = it.delivery_id)
  select it.id, it.channel, it.because, it.step, it.chain_hash as "chainHash",
    case when letter.outage is not null then 'outage' when letter.day is not null then 'day' else 'itself' end as "standsFor", it.about, it.reference, it.drill, it.case_id as "caseId",
    case when letter.outage is null and letter.day is null then ${MAY_HEAR} else ${mayHearAny('true')} end as "mayHear",
    it.due as "dueAt", it.entry as "diaryEntry", it.pressing as "isPressing", it.notice_id as "noticeId", it.channel = 'email' and n.mailbox_shared and not case when letter.day is null then ${openToOthers('it.about')}
      else ${mayHearAny(NEWS_OPEN_TO_OTHERS)} end as "isReadByOthers",
    n.id as "personId", n.sealed, app.mail_address(n.id) as mail
  from it join app.person n on n.tenant_id = $1 and n.id = it.person_id
  cross join lateral (select it.outage_since as outage, it.day as day) letter`;

interface TakenUp extends Omit<Message, 'tenantId' | 'address' | 'returnMark' | 'isUrgent'> {
  readonly step: string | null;
  readonly chainHash: string;
  readonly isPressing: boolean;
  readonly mayHear: boolean;
  /** Whether it is of nothing but an adult or an institution and goes to a mailbox that others read too. */
  readonly isReadByOthers: boolean;
  readonly personId: string;
  readonly sealed: Buffer;
  readonly mail: string | null;
}

/**
 * What is to be sent, with whoever may not hear of the case any more left out at the last moment; null where nothing
 * is to be sent.
 */
export function takeUp(
  door: Door,
  { tenantId, messageId }: MessageInput,
): Promise<Message | LinkMessage | TrustMessage | InvitationMessage | null> {
  return door.run({ tenantId, actor: WORKER_ACTOR }, async (tx) => {
    const [taken] = await tx.query<TakenUp>(TAKE_UP, [tenantId, messageId, LATER], 'take-up-message');
    if (taken === undefined) {
      return (
        (await takeUpLink(tx, messageId)) ??
        (await takeUpTrustMail(tx, messageId)) ??
        takeUpInvitation(tx, messageId)
      );
    }
    const {
      mayHear,
      isReadByOthers,
      personId,
      sealed,
      mail,
      step,
      chainHash,
      isPressing: isPressed,
      ...message
    } = taken;
    const address = message.channel === 'email' ? mail : openPerson(tx, personId, sealed).phone;
    if (mayHear && !isReadByOthers && address !== null) {
      const chain = await unlessUnreadable(pinnedChain(tx, chainHash));
      const isUrgent = isPressed || urgencyOf(message.because, isOfDanger(chain, step)) === 'urgent';
      return { ...message, tenantId, address, returnMark: returnMark(tx, messageId), isUrgent };
    }
    await end(tx, messageId, {
      state: !mayHear ? 'withheld' : address === null ? 'noAddress' : 'sharedMailbox',
    });
    return null;
  });
}

/** Writes down what became of it. What has ended stays as it ended; whom it did not reach, their case hears of at once. */
export function putDown(door: Door, { tenantId, messageId }: MessageInput, fate: Fate): Promise<void> {
  return door.run({ tenantId, actor: WORKER_ACTOR }, (tx) => end(tx, messageId, fate));
}

/** Under this code a message waits that no server was asked to carry, because none lets us in. */
const LOCKED_OUT = 'lockedOut';
const NOTES = [
  `update app.message set code = $3 where tenant_id = $1 and id = $2 and state = 'waiting'`,
  `update app.agency_link set code = $3 where tenant_id = $1 and id = $2 and mail = 'waiting'`,
];
const CODE = `select code from app.message where tenant_id = $1 and id = $2
  union all select code from app.agency_link where tenant_id = $1 and id = $2`;

/** That the mail server does not know us, which says nothing of whom the message is for. */
export async function lockedOut(door: Door, { tenantId, messageId }: MessageInput): Promise<void> {
  const values = [tenantId, messageId, LOCKED_OUT];
  await door.run({ tenantId, actor: WORKER_ACTOR }, async (tx) => {
    for (const note of NOTES) await tx.query(note, values);
  });
}

/** Nothing came of it in the time that there was: nobody answered for its address, or it is kept for when we are let in. */
export function giveUp(door: Door, { tenantId, messageId }: MessageInput): Promise<Fate['state']> {
  return door.run({ tenantId, actor: WORKER_ACTOR }, async (tx) => {
    const [row] = await tx.query<{ code: string | null }>(CODE, [tenantId, messageId]);
    const state = row?.code === LOCKED_OUT ? 'unsent' : 'noAnswer';
    await end(tx, messageId, { state });
    return state;
  });
}

// Two messages of one delivery may end at once: the lock has the second see that the first did. What is asked here of the
// message itself may be over once the lock is had, so whoever writes goes on only where there was something to write.
const LOCK = `with turn as materialized (
    select ${IN_TURN} from app.message w where w.tenant_id = $1 and w.id = $2 and w.outage_since is not null)
  select d.id, d.case_id as "caseId", d.because, m.outage_since is not null as "isOfOutage" from app.delivery d join app.message m
  on m.tenant_id = d.tenant_id and m.delivery_id = d.id
  where (select count(*) from turn) < 2 and m.tenant_id = $1 and m.id = $2 and m.state = any($3) for update of d`;
const END = `update app.message set state = $3, code = $4,
    ended_at = case when $3 <> 'unsent' then clock_timestamp() end
  where tenant_id = $1 and id = $2 and state = any($5) returning id`;
const ALL_SENT = `update app.delivery d set state = 'sent', sent_at = clock_timestamp()
  where d.tenant_id = $1 and d.id = $2 and d.state = 'sending' and not exists (select from app.message m
    where m.tenant_id = d.tenant_id and m.delivery_id = d.id and m.state = 'waiting')`;

interface OfDelivery {
  readonly id: string;
  readonly caseId: string;
  readonly because: Reason;
  readonly isOfOutage: boolean;
}

// Every other case that a letter stood for hears of it, too.
const OTHERS = `select distinct n.case_id as id from app.message m join app.notice n on n.tenant_id = m.tenant_id and n.person_id = m.person_id
      and n.outage_since = m.outage_since and n.case_id <> m.case_id where m.tenant_id = $1 and m.id = $2`;

/** What has ended stays as it ended, but that a carrier has yet to say what became of what it accepted. */
export async function end(
  tx: Tx,
  messageId: string,
  fate: Fate,
  from: readonly string[] = ['waiting'],
): Promise<void> {
  const { state, code } = fate;
  const counted = () => tx.onCommit(() => messages.inc({ state }));
  const [delivery] = await tx.query<OfDelivery>(LOCK, [tx.tenantId, messageId, from]);
  if (delivery === undefined) {
    const isOther =
      (await endLinkMail(tx, messageId, fate, from)) ||
      (await endTrustMail(tx, messageId, fate, from)) ||
      (await endInvitationMail(tx, messageId, fate, from));
    if (isOther) counted();
    return;
  }
  const ended = await tx.query(END, [tx.tenantId, messageId, state, code ?? null, from], 'end-message');
  if (ended.length === 0) return;
  counted();
  await tx.query(ALL_SENT, [tx.tenantId, delivery.id], 'all-sent');
  const subject = { subjectKind: 'message', subjectId: messageId, caseId: delivery.caseId };
  await audit(tx, { verb: 'message.end', ...subject, detail: { state, ...(code && { code }) } });
  if (isUnreached(state)) await haveHeard(tx, messageId, delivery);
  if (state === 'withheld' || isUnreached(state) || delivery.isOfOutage) await tellAgain(tx, messageId);
}

/** Its cases take it up as they are woken. */
async function haveHeard(tx: Tx, messageId: string, { caseId, because }: OfDelivery): Promise<void> {
  // Whether it is about danger only its chain says, which is not read for this.
  const isUrgent = urgencyOf(because, false) === 'urgent';
  await tx.query('select app.poke($1, urgent => $2)', [caseId, isUrgent]);
  const others = await tx.query<{ id: string }>(OTHERS, [tx.tenantId, messageId]);
  await pokeMany(
    tx,
    others.map(({ id }) => id),
  );
}

const UNTAKEN = `update app.message set untaken_at = clock_timestamp() where tenant_id = $1 and id = $2
  and state = any($3) and untaken_at is null returning id`;
/** What no carrier has yet; what was kept for its hour, too, once that is over. */
export const UNTAKEN_STATES = ['waiting', 'unsent', 'held'];

/** That no carrier has taken it for so long that somebody else must be told; it is tried on all the same. */
export async function leftUntaken(tx: Tx, messageId: string): Promise<void> {
  const [delivery] = await tx.query<OfDelivery>(LOCK, [tx.tenantId, messageId, UNTAKEN_STATES]);
  if (delivery === undefined) return;
  const noted = await tx.query(UNTAKEN, [tx.tenantId, messageId, UNTAKEN_STATES], 'untaken-message');
  if (noted.length === 0) return;
  const subject = { subjectKind: 'message', subjectId: messageId, caseId: delivery.caseId };
  await audit(tx, { verb: 'message.untaken', ...subject });
  await haveHeard(tx, messageId, delivery);
}

const LAPSE = `update app.message set lapsed_at = clock_timestamp() where tenant_id = $1 and id = $2
  and state = any($3) and lapsed_at is null returning id`;
const LAPSING_STATES = ['accepted', 'delivered', ...UNREACHED];

/** That what was taken, or came back and is known to no case, stands for nobody, as its reader may not hear of it any more: what became of it stays as it was. */
export async function lapse(tx: Tx, messageId: string): Promise<void> {
  const [delivery] = await tx.query<OfDelivery>(LOCK, [tx.tenantId, messageId, LAPSING_STATES]);
  if (delivery === undefined) return;
  const noted = await tx.query(LAPSE, [tx.tenantId, messageId, LAPSING_STATES], 'lapse-message');
  if (noted.length === 0) return;
  const subject = { subjectKind: 'message', subjectId: messageId, caseId: delivery.caseId };
  await audit(tx, { verb: 'message.lapse', ...subject });
  await tellAgain(tx, messageId);
}

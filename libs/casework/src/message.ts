import type { Chain, Reason } from '@trustward/chain';
import type { MessageInput } from '@trustward/contracts';
import type { Door, Tx } from '@trustward/database';
import { audit } from './audit.ts';
import { MAY_HEAR } from './deliver.ts';
import type { Channel } from './urgency.ts';
import { WORKER_ACTOR } from './wake.ts';

/** What somebody is to be sent, and where. An address leaves the database for nothing else. */
export interface Message {
  readonly id: string;
  readonly channel: Channel;
  readonly address: string;
  readonly because: Reason;
  readonly about: Chain['about'];
  readonly caseId: string;
  readonly reference: string;
  readonly drill: boolean;
}

/** What became of it; a code and never an answer's words, which may quote an address. */
export interface Fate {
  readonly state: 'accepted' | 'refused' | 'unanswered' | 'withheld';
  readonly code?: string;
}

const TAKE_UP = `with it as (
    select m.id, m.channel, m.person_id, m.case_id, d.id as delivery_id, d.because, c.reference, c.drill,
      c.state as file, r.body -> 'chain' ->> 'about' as about
    from app.message m join app.delivery d on d.tenant_id = m.tenant_id and d.id = m.delivery_id
    join app.case_file c on c.tenant_id = m.tenant_id and c.id = m.case_id
    join app.resolved_chain r on r.tenant_id = c.tenant_id and r.hash = c.chain_hash
    where m.tenant_id = $1 and m.id = $2 and m.state = 'waiting'),
  counted as (update app.message m set attempts = attempts + 1 from it where m.tenant_id = $1 and m.id = it.id),
  seen_to as (update app.delivery d set seen_to_at = clock_timestamp() from it
    where d.tenant_id = $1 and d.id = it.delivery_id)
  select it.id, it.channel, it.because, it.about, it.reference, it.drill, it.case_id as "caseId",
    (${MAY_HEAR}) as "mayHear", app.mail_address(n.id) as address
  from it join app.person n on n.tenant_id = $1 and n.id = it.person_id`;

interface TakenUp extends Omit<Message, 'address'> {
  readonly mayHear: boolean;
  readonly address: string | null;
}

/**
 * What is to be sent, with whoever may not hear of the case any more left out at the last moment; null where nothing
 * is to be sent.
 */
export function takeUp(door: Door, { tenantId, messageId }: MessageInput): Promise<Message | null> {
  return door.run({ tenantId, actor: WORKER_ACTOR }, async (tx) => {
    const [taken] = await tx.query<TakenUp>(TAKE_UP, [tenantId, messageId], 'take-up-message');
    if (taken === undefined) return null;
    const { mayHear, address, ...message } = taken;
    if (mayHear && address !== null) return { ...message, address };
    await end(tx, messageId, { state: 'withheld', code: mayHear ? 'noAddress' : 'mayNotHear' });
    return null;
  });
}

/** Writes down what became of it. What has ended stays as it ended. */
export function putDown(door: Door, { tenantId, messageId }: MessageInput, fate: Fate): Promise<void> {
  return door.run({ tenantId, actor: WORKER_ACTOR }, (tx) => end(tx, messageId, fate));
}

// Two messages of one delivery may end at once: the lock has the second see that the first did.
const LOCK = `select d.id, d.case_id as "caseId" from app.delivery d join app.message m
  on m.tenant_id = d.tenant_id and m.delivery_id = d.id
  where m.tenant_id = $1 and m.id = $2 and m.state = 'waiting' for update of d`;
const END = `update app.message set state = $3, code = $4, ended_at = clock_timestamp()
  where tenant_id = $1 and id = $2 and state = 'waiting'`;
const ALL_SENT = `update app.delivery d set state = 'sent', sent_at = clock_timestamp()
  where d.tenant_id = $1 and d.id = $2 and d.state = 'sending' and not exists (select from app.message m
    where m.tenant_id = d.tenant_id and m.delivery_id = d.id and m.state = 'waiting')`;

async function end(tx: Tx, messageId: string, { state, code }: Fate): Promise<void> {
  const [delivery] = await tx.query<{ id: string; caseId: string }>(LOCK, [tx.tenantId, messageId]);
  if (delivery === undefined) return;
  await tx.query(END, [tx.tenantId, messageId, state, code ?? null], 'end-message');
  await tx.query(ALL_SENT, [tx.tenantId, delivery.id], 'all-sent');
  const subject = { subjectKind: 'message', subjectId: messageId, caseId: delivery.caseId };
  await audit(tx, { verb: 'message.end', ...subject, detail: { state, ...(code && { code }) } });
}

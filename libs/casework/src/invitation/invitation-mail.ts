import type { Tx } from '@trustward/database';
import { linkToken } from '../agency/link-token.ts';
import type { Fate } from '../message.ts';
import { openPerson } from '../people.ts';
import { returnMark } from '../return-mark.ts';
import { fewerWords } from '../trust-news.ts';

/** A letter that asks somebody to make an account. What its link carries is made again here and kept nowhere. */
export interface InvitationMessage {
  readonly tenantId: string;
  readonly id: string;
  readonly channel: 'email';
  readonly address: string;
  readonly returnMark: string;
  readonly token: string;
  /** Which trust asks. */
  readonly trust: string;
}

/** They go with what people are told of no case. */
export const mailInvitations = (tx: Tx): Promise<unknown> => tx.query('select app.mail_trust_notices()');

const TAKE_UP = `select n.sealed, n.id as "personId", t.name as trust,
    i.withdrawn_at is null and i.used_at is null and i.expires_at > clock_timestamp() and n.suspended_at is null as "isLive"
  from app.invitation i join app.person n on n.tenant_id = i.tenant_id and n.id = i.person_id
  join platform.tenant t on t.id = i.tenant_id
  where i.tenant_id = $1 and i.id = $2 and i.mail = 'waiting'`;

interface TakenUp extends Pick<InvitationMessage, 'trust'> {
  readonly sealed: Buffer;
  readonly personId: string;
  readonly isLive: boolean;
}

/** What is to be sent; null where it was withdrawn meanwhile, or whoever it is for can be mailed by nobody. */
export async function takeUpInvitation(tx: Tx, id: string): Promise<InvitationMessage | null> {
  const [taken] = await tx.query<TakenUp>(TAKE_UP, [tx.tenantId, id], 'take-up-invitation');
  if (taken === undefined) return null;
  const { sealed, personId, isLive, trust } = taken;
  const address = openPerson(tx, personId, sealed).email;
  if (isLive && address !== '') {
    const to = { channel: 'email', address, returnMark: returnMark(tx, id) } as const;
    return { tenantId: tx.tenantId, id, ...to, token: linkToken(tx, id), trust };
  }
  await endInvitationMail(tx, id, { state: isLive ? 'noAddress' : 'withheld' }, ['waiting']);
  return null;
}

const UNSENT = `with again as (update app.invitation set mail = 'waiting', waits_since = clock_timestamp()
    where tenant_id = $1 and mail = 'unsent' returning id)
  select count(*)::integer as count from again`;

/** What was kept while nothing could be sent goes out, as far as it can still be used; answers how many. */
export async function releaseInvitations(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ count: number }>(UNSENT, [tx.tenantId], 'release-invitations');
  const count = row?.count ?? 0;
  if (count > 0) await mailInvitations(tx);
  return count;
}

const END = `update app.invitation set mail = $3 where tenant_id = $1 and id = $2 and mail = any($4) returning id`;

/** Writes down what became of it; whoever invited reads it beside the person's name. */
export async function endInvitationMail(
  tx: Tx,
  id: string,
  { state }: Fate,
  from: readonly string[],
): Promise<boolean> {
  const ended = await tx.query(END, [tx.tenantId, id, fewerWords(state), from], 'end-invitation-mail');
  return ended.length > 0;
}

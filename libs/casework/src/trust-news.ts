import type { TrustReason } from '@trustward/contracts';
import { NOTICE_MADE } from '@trustward/database';
import type { Door, Tx } from '@trustward/database';
import type { Fate } from './message.ts';
import { returnMark } from './return-mark.ts';
import type { UpkeepDoors } from './upkeep/rebuild.ts';
import { WORKER_ACTOR } from './worker-actor.ts';

const IN_TEAM = (person: string): string =>
  `exists (select from app.post p join app.person who on who.tenant_id = p.tenant_id and who.id = p.person_id
    where p.tenant_id = $1 and p.person_id = ${person} and p.role = 'trustAdministrator' and who.suspended_at is null
      and p.since <= now() and coalesce(p.until > now(), true))`;

// The rows are their readers' alone, and so are not read back.
const TELL = `with team as (select n.id from app.person n
    where n.tenant_id = $1 and n.id is distinct from $3::uuid and ${IN_TEAM('n.id')}),
  told as (insert into app.trust_notice (tenant_id, id, person_id, because, made_by)
    select $1, gen_random_uuid(), id, $2, $3 from team)
  select id from team`;

/** Tells the rest of the central team what somebody did with what is the trust's: in the portal at once, and by mail. */
export async function tellTeam(tx: Tx, because: TrustReason): Promise<void> {
  const team = await tx.query<{ id: string }>(TELL, [tx.tenantId, because, tx.personId], 'tell-team');
  if (team.length === 0) return;
  await tx.query(MAIL);
  const told = { tenantId: tx.tenantId, personIds: team.map(({ id }) => id) };
  await tx.query('select pg_notify($1, $2)', [NOTICE_MADE, JSON.stringify(told)]);
}

/** What the central team is still to be mailed: each is sent as a delivery is, under its own id. */
export const trustMailOf = async (door: Door, tenantId: string): Promise<readonly string[]> => {
  const waiting = `select id from app.trust_notice where tenant_id = $1 and mail = 'waiting' order by created_at, id`;
  const rows = await door.run({ tenantId, actor: WORKER_ACTOR }, (tx) =>
    tx.query<{ id: string }>(waiting, [tenantId]),
  );
  return rows.map(({ id }) => id);
};

const MAIL = 'select app.mail_trust_notices()';
const UNSENT = `with again as (update app.trust_notice set mail = 'waiting' where tenant_id = $1 and mail = 'unsent' returning id)
  select count(*)::integer as count from again`;
const WAITS = `select from app.trust_notice where tenant_id = $1 and mail = 'waiting' limit 1`;

/** What was kept while nothing could be sent goes out; answers how many. */
export async function releaseTrustMail(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ count: number }>(UNSENT, [tx.tenantId], 'release-trust-mail');
  if (row === undefined || row.count === 0) return 0;
  await tx.query(MAIL);
  return row.count;
}

/** Has what waits sent again, of which Temporal may know nothing any more. */
export async function mailTeams({ door, platform }: UpkeepDoors, only: string | null): Promise<void> {
  const trusts = await platform.query<{ id: string }>(
    'select id from platform.tenant where $1::uuid is null or id = $1',
    [only],
  );
  for (const { id: tenantId } of trusts) {
    await door.run({ tenantId, actor: 'rebuild' }, async (tx) => {
      if ((await tx.query(WAITS, [tenantId])).length > 0) await tx.query(MAIL);
    });
  }
}

/** A letter to somebody of the central team. */
export interface TrustMessage {
  readonly tenantId: string;
  readonly id: string;
  readonly channel: 'email';
  readonly address: string;
  readonly returnMark: string;
  readonly because: TrustReason;
}

const TAKE_UP = `select t.because, app.mail_address(t.person_id) as address, ${IN_TEAM('t.person_id')} as "inTeam"
  from app.trust_notice t where t.tenant_id = $1 and t.id = $2 and t.mail = 'waiting'`;

interface TakenUp extends Pick<TrustMessage, 'because'> {
  readonly address: string | null;
  readonly inTeam: boolean;
}

/** What is to be sent; null where whoever it is for left the team meanwhile, or can be mailed by nobody. */
export async function takeUpTrustMail(tx: Tx, id: string): Promise<TrustMessage | null> {
  const [taken] = await tx.query<TakenUp>(TAKE_UP, [tx.tenantId, id], 'take-up-trust-mail');
  if (taken === undefined) return null;
  const { because, address, inTeam } = taken;
  if (inTeam && address !== null) {
    const to = { channel: 'email', address, returnMark: returnMark(tx, id) } as const;
    return { tenantId: tx.tenantId, id, ...to, because };
  }
  await endTrustMail(tx, id, { state: inTeam ? 'noAddress' : 'withheld' }, ['waiting']);
  return null;
}

const END = `update app.trust_notice set mail = $3 where tenant_id = $1 and id = $2 and mail = any($4) returning id`;
/** It stands in the portal whatever becomes of its letter, of which fewer words are kept than of a case's. */
const WORDS: Partial<Record<Fate['state'], string>> = {
  delivered: 'accepted',
  bounced: 'refused',
  noAnswer: 'unsent',
};

/** Writes down what became of it. */
export async function endTrustMail(
  tx: Tx,
  id: string,
  { state }: Fate,
  from: readonly string[],
): Promise<boolean> {
  const ended = await tx.query(END, [tx.tenantId, id, WORDS[state] ?? state, from], 'end-trust-mail');
  return ended.length > 0;
}

import { ACCOUNT_REASONS } from '@trustward/contracts';
import type { AccountReason, TeamReason, TrustReason } from '@trustward/contracts';
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
export async function tellTeam(tx: Tx, because: TeamReason): Promise<void> {
  const team = await tx.query<{ id: string }>(TELL, [tx.tenantId, because, tx.personId], 'tell-team');
  if (team.length > 0) {
    await send(
      tx,
      team.map(({ id }) => id),
    );
  }
}

const TELL_EACH = `insert into app.trust_notice (tenant_id, id, person_id, because, made_by)
  select $1, gen_random_uuid(), unnest($4::uuid[]), $2, $3`;

/** Tells whoever does it what was changed of what they sign in by, for it may not be they; or whomever it is done for. */
export async function tellOwner(
  tx: Tx,
  because: AccountReason,
  owner: string | null = tx.personId,
): Promise<void> {
  if (owner === null) throw new Error('Nobody is signed in whose account it could be.');
  await tellEach(tx, because, [owner]);
}

/** Tells people what somebody else changed of what they sign in by. */
export async function tellEach(tx: Tx, because: AccountReason, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  await tx.query(TELL_EACH, [tx.tenantId, because, tx.personId, personIds], 'tell-each');
  await send(tx, personIds);
}

async function send(tx: Tx, personIds: readonly string[]): Promise<void> {
  await tx.query(MAIL);
  await tx.query('select pg_notify($1, $2)', [
    NOTICE_MADE,
    JSON.stringify({ tenantId: tx.tenantId, personIds }),
  ]);
}

/** What the central team, and whoever is invited, is still to be mailed: each is sent as a delivery is, under its own id. */
export const trustMailOf = async (door: Door, tenantId: string): Promise<readonly string[]> => {
  const waiting = `select id, created_at as at from app.trust_notice where tenant_id = $1 and mail = 'waiting'
    union all select id, made_at from app.invitation where tenant_id = $1 and mail = 'waiting' order by at, id`;
  const rows = await door.run({ tenantId, actor: WORKER_ACTOR }, (tx) =>
    tx.query<{ id: string }>(waiting, [tenantId]),
  );
  return rows.map(({ id }) => id);
};

const MAIL = 'select app.mail_trust_notices()';
const UNSENT = `with again as (update app.trust_notice set mail = 'waiting', waits_since = clock_timestamp() where tenant_id = $1 and mail = 'unsent' returning id)
  select count(*)::integer as count from again`;
const WAITS = `select from app.trust_notice where tenant_id = $1 and mail = 'waiting'
  union all select from app.invitation where tenant_id = $1 and mail = 'waiting' limit 1`;

/** What was kept while nothing could be sent goes out; answers how many. */
export async function releaseTrustMail(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ count: number }>(UNSENT, [tx.tenantId], 'release-trust-mail');
  if (row === undefined || row.count === 0) return 0;
  await tx.query(MAIL);
  return row.count;
}

/** Has what waits sent again, of which Temporal may know nothing any more. */
export async function mailTeams(
  { door, platform }: UpkeepDoors,
  actor: string,
  only: string | null = null,
): Promise<void> {
  const trusts = await platform.query<{ id: string }>(
    'select id from platform.tenant where $1::uuid is null or id = $1',
    [only],
  );
  for (const { id: tenantId } of trusts) {
    await door.run({ tenantId, actor }, async (tx) => {
      if ((await tx.query(WAITS, [tenantId])).length > 0) await tx.query(MAIL);
    });
  }
}

/** A letter to somebody of the central team, or to whoever's account it is about. */
export interface TrustMessage {
  readonly tenantId: string;
  readonly id: string;
  readonly channel: 'email';
  readonly address: string;
  readonly returnMark: string;
  readonly because: TrustReason;
}

const OF_ACCOUNT = ACCOUNT_REASONS.map((reason) => `'${reason}'`).join(', ');
/** Whether they are still to hear of it: of their own account always, signed in or not. */
const TAKE_UP = `select t.because, app.mail_address(t.person_id) as address,
    t.because in (${OF_ACCOUNT}) or ${IN_TEAM('t.person_id')} as "isFor"
  from app.trust_notice t where t.tenant_id = $1 and t.id = $2 and t.mail = 'waiting'`;

interface TakenUp extends Pick<TrustMessage, 'because'> {
  readonly address: string | null;
  readonly isFor: boolean;
}

/** What is to be sent; null where whoever it is for left the team meanwhile, or can be mailed by nobody. */
export async function takeUpTrustMail(tx: Tx, id: string): Promise<TrustMessage | null> {
  const [taken] = await tx.query<TakenUp>(TAKE_UP, [tx.tenantId, id], 'take-up-trust-mail');
  if (taken === undefined) return null;
  const { because, address, isFor } = taken;
  if (isFor && address !== null) {
    const to = { channel: 'email', address, returnMark: returnMark(tx, id) } as const;
    return { tenantId: tx.tenantId, id, ...to, because };
  }
  await endTrustMail(tx, id, { state: isFor ? 'noAddress' : 'withheld' }, ['waiting']);
  return null;
}

const END = `update app.trust_notice set mail = $3 where tenant_id = $1 and id = $2 and mail = any($4) returning id`;
/** It stands in the portal whatever becomes of its letter, of which fewer words are kept than of a case's. */
const WORDS: Partial<Record<Fate['state'], string>> = {
  delivered: 'accepted',
  bounced: 'refused',
  noAnswer: 'unsent',
};

export const fewerWords = (state: Fate['state']): string => WORDS[state] ?? state;

/** Writes down what became of it. */
export async function endTrustMail(
  tx: Tx,
  id: string,
  { state }: Fate,
  from: readonly string[],
): Promise<boolean> {
  const ended = await tx.query(END, [tx.tenantId, id, fewerWords(state), from], 'end-trust-mail');
  return ended.length > 0;
}

import { UNREACHED } from '@trustward/chain';
import type { Reason } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { MAY_HEAR } from './may-hear.ts';
import { pokeMany } from './poke-many.ts';
import { STATES } from './ways.ts';
import type { Sending } from './ways.ts';

/** What somebody must hear, whoever it is. The rest is for one person, or comes anew to whoever owes a duty in their place. */
export const FOR_WHOEVER_IS_THERE: readonly Reason[] = [
  'breach',
  'stillLate',
  'unacknowledged',
  'nobodyCanAct',
  'personalAway',
  'namedGone',
  'nothingHeard',
  'agreementUnanswered',
  'termsRunOut',
  'couldNotReach',
];

/**
 * As SQL, before any lock on a delivery: whoever writes anew, or takes back, what one letter stands for in several cases goes
 * one after another in a trust, as each would wait for the other's delivery. `$1` trust.
 */
export const IN_TURN = `pg_advisory_xact_lock(hashtext('letters of outages'), hashtext($1::uuid::text))`;

// In each case that the letter stood for and whose reader may hear of it no more.
const AGAIN = `with it as (
    select told.tenant_id, told.case_id, told.key, told.person_id, c.school_id, c.state as file
    from app.message m join app.delivery d on d.tenant_id = m.tenant_id and d.id = m.delivery_id
    join app.notice told on told.tenant_id = m.tenant_id and told.person_id = m.person_id
      and (told.case_id = m.case_id and told.key = d.key or told.outage_since = m.outage_since)
    join app.case_file c on c.tenant_id = told.tenant_id and c.id = told.case_id
    where m.tenant_id = $1 and m.id = $2),
  kept as (select it.case_id, it.key from it
    join app.person n on n.tenant_id = it.tenant_id and n.id = it.person_id where not (${MAY_HEAR})),
  again as (update app.delivery d set state = 'nobody', sent_at = null from kept
    where d.tenant_id = $1 and d.case_id = kept.case_id and d.key = kept.key and d.because = any($3)
      and d.state in ('sending', 'sent'))
  select app.poke(id, urgent => true) from (select distinct case_id as id from kept) cases`;

/**
 * What was withheld from somebody is said to whoever is there by now, as if it were said for the first time and in the same
 * words: nothing tells anybody that it was withheld. What is for one person alone moves on as their case is woken.
 */
export async function tellAgain(tx: Tx, messageId: string): Promise<void> {
  await tx.query(AGAIN, [tx.tenantId, messageId, FOR_WHOEVER_IS_THERE], 'tell-again');
}

// What they were told may stand in the one letter of an outage, which is another delivery's. Deliveries are locked before
// their messages, as where a message ends. What waits for somebody itself takes up its letters as it is told.
const WRITE_AGAIN = `with theirs as materialized (
    select m.id, m.person_id, m.channel, m.outage_since, d.id as delivery_id, d.case_id from app.delivery d join app.message m
      on m.tenant_id = d.tenant_id and m.delivery_id = d.id
    where m.tenant_id = $1 and m.person_id = any($3) and (m.delivery_id = $2 or m.outage_since = $4::timestamptz)
      and (m.state = 'withheld' and (m.channel = 'email' or $6) or m.lapsed_at is not null)
      and not exists (select from app.message o where o.tenant_id = m.tenant_id and o.person_id = m.person_id
        and o.channel = m.channel and o.outage_since = m.outage_since and o.lapsed_at is null and o.state <> 'withheld')
    order by d.id, m.id for update of d),
  one as (select distinct on (person_id, channel, coalesce(outage_since::text, id::text)) * from theirs
    order by person_id, channel, coalesce(outage_since::text, id::text), delivery_id = $2 desc, id),
  again as (update app.message m set lapsed_at = null, again_at = clock_timestamp(), code = null,
      waits_since = case when m.state = 'withheld' then clock_timestamp() else m.waits_since end,
      state = case when m.state <> 'withheld' then m.state when m.channel = 'email' then $5 else 'waiting' end,
      ended_at = case when m.state <> 'withheld' then m.ended_at end
    from one where m.tenant_id = $1 and m.id = one.id returning one.delivery_id, one.case_id, m.state),
  opened as (update app.delivery d set state = 'sending', sent_at = null, seen_to_at = app.at(0) from again
    where again.state = 'waiting' and again.delivery_id <> $2 and d.tenant_id = $1 and d.id = again.delivery_id
      and d.state <> 'nobody')
  select distinct case_id as id from again where state = 'waiting' and delivery_id <> $2 or state = any($7)`;

/**
 * Writes to whoever were told before and may hear of it again what was withheld from them meanwhile; what they had got stands
 * for them again, and has as long to be opened as any.
 */
export async function writeAgain(
  tx: Tx,
  { deliveryId, people, outageSince }: Again,
  { email, text }: Sending,
): Promise<void> {
  if (people.length === 0 || email === 'never') return;
  // What came back while it stood for nobody missed somebody only now.
  const values = [tx.tenantId, deliveryId, people, outageSince, STATES[email], text, UNREACHED];
  const others = await tx.query<{ id: string }>(WRITE_AGAIN, values, 'write-again');
  await pokeMany(
    tx,
    others.map(({ id }) => id),
  );
}

interface Again {
  readonly deliveryId: string;
  readonly people: readonly string[];
  readonly outageSince: string | null;
}

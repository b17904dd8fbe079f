import type { Reason } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { MAY_HEAR } from './may-hear.ts';

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

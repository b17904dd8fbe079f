import { UNREACHED } from '@trustward/chain';
import type { Reason } from '@trustward/chain';
import type { Door, Tx } from '@trustward/database';
import { isOfDanger } from './danger.ts';
import { MAY_HEAR } from './may-hear.ts';
import { UNTAKEN_STATES, end, lapse, leftUntaken } from './message.ts';
import { pinnedChain } from './pinned.ts';
import { pokeMany } from './poke-many.ts';
import { IN_TURN } from './tell-again.ts';
import { isUnreached } from './unreached.ts';
import { unlessUnreadable } from './unreadable.ts';
import { LATER, UNOPENED_AFTER_HOURS, urgencyOf } from './urgency.ts';
import { WORKER_ACTOR } from './worker-actor.ts';

/** What went out and was left unopened for longer than this was found before, or is history. */
const LOOKED_BACK = '7 days';

// Nobody saw in the portal what it says, it is owed still, and whoever it is for neither looked at the case nor did anything
// in it since; where they may hear of it no more, it is withheld, or stands for nobody. A letter of an outage says it of several cases (`told`), and one is enough. In a drill
// days go by in minutes, in which nobody could have opened anything.
const SINCE = `case when m.state = 'held' then m.held_until else greatest(coalesce(m.ended_at, m.created_at), m.again_at) end`;
const UNOPENED = `select distinct on (it.id) it.id, it.state, it.because, it.step, it.chain_hash as "chainHash", "mayHear",
    extract(epoch from clock_timestamp() - it.since)::double precision / 3600 as hours
  from (select m.tenant_id, m.id, m.state, ${SINCE} as since, told.case_id, told.person_id, told.because, told.step,
      told.created_at, c.chain_hash, c.school_id, c.state as file
    from app.message m join app.delivery d on d.tenant_id = m.tenant_id and d.id = m.delivery_id
    join app.notice told on told.tenant_id = m.tenant_id and told.person_id = m.person_id and told.seen_at is null
      and (told.case_id = m.case_id and told.key = d.key or told.outage_since = m.outage_since)
    join app.case_file c on c.tenant_id = told.tenant_id and c.id = told.case_id
    where m.tenant_id = $1 and (m.state in ('accepted', 'delivered', 'waiting', 'unsent', 'held') or m.state = any($6)
        and not exists (select from app.case_event h where h.tenant_id = m.tenant_id and h.case_id = told.case_id and h.event_id = m.id))
      and m.untaken_at is null and m.lapsed_at is null and m.summary_of is null and told.because <> all($2) and m.id > $4
      and ${SINCE} between clock_timestamp() - interval '${LOOKED_BACK}'
        and clock_timestamp() - make_interval(hours => $3)
      and not c.drill and c.ended_at is null) it
  join app.person n on n.tenant_id = it.tenant_id and n.id = it.person_id
  cross join lateral (select (${MAY_HEAR}) as "mayHear") hears
  where not app.has_looked(it.case_id, it.person_id, it.created_at)
    and not exists (select from app.case_event e where e.tenant_id = it.tenant_id and e.case_id = it.case_id
      and e.by_person = it.person_id and e.entered_at >= it.created_at)
    and (it.step is null or exists (select from app.duty t where t.tenant_id = it.tenant_id and t.case_id = it.case_id
      and t.step = it.step and t.ended_at is null))
  order by it.id, "mayHear" desc, it.case_id limit $5`;
/** Has the cases look again of which something reached nobody, as nobody was there; answers how many. */
export const lookForSomebody = (door: Door, tenantId: string): Promise<number> =>
  door.run({ tenantId, actor: WORKER_ACTOR }, async (tx) => {
    const rows = await tx.query<{ id: string }>(FOR_NOBODY, [tenantId], 'for-nobody');
    await pokeMany(
      tx,
      rows.map(({ id }) => id),
    );
    return rows.length;
  });
const FOR_NOBODY = `select distinct case_id as id from app.delivery where tenant_id = $1 and state = 'nobody'`;

/** So many end in one transaction: the audit takes nothing that is dated half a minute back. */
const PAGE = 200;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

interface Row {
  readonly id: string;
  readonly state: string;
  readonly because: Reason;
  readonly step: string | null;
  readonly chainHash: string;
  readonly hours: number;
  readonly mayHear: boolean;
}

/**
 * Writes of what must be heard and nobody of a trust opened in time that it was not; their cases hear of it. What nobody has
 * taken yet is tried on. Answers of how many.
 */
export async function endUnopened(door: Door, tenantId: string, atOnce = PAGE): Promise<number> {
  let count = 0;
  for (let after: string | null = BEFORE_ALL; after !== null;) {
    const from: string = after;
    const page = await door.run({ tenantId, actor: WORKER_ACTOR }, (tx) => endPage(tx, from, atOnce));
    count += page.count;
    after = page.last;
  }
  return count;
}

interface Page {
  readonly count: number;
  /** After which the next page begins; null where there is none. */
  readonly last: string | null;
}

async function endPage(tx: Tx, after: string, atOnce: number): Promise<Page> {
  const values = [tx.tenantId, LATER, UNOPENED_AFTER_HOURS.urgent, after, atOnce, UNREACHED];
  const rows = await tx.query<Row>(UNOPENED, values, 'unopened-messages');
  if (rows.length > 0) await tx.query(`select ${IN_TURN}`, [tx.tenantId], 'letters-in-turn');
  let count = 0;
  for (const { id, state, because, step, chainHash, hours, mayHear } of rows) {
    const urgency = urgencyOf(because, isOfDanger(await unlessUnreadable(pinnedChain(tx, chainHash)), step));
    if (urgency === 'later' || hours < UNOPENED_AFTER_HOURS[urgency]) continue;
    const hasComeBack = isUnreached(state);
    // Its case hears that it did not reach them as it is woken, unless they may not hear of it by now.
    if (hasComeBack && mayHear) continue;
    const isTaken = state === 'accepted' || state === 'delivered';
    if (!mayHear && (isTaken || hasComeBack)) await lapse(tx, id);
    else if (!mayHear) await end(tx, id, { state: 'withheld' }, UNTAKEN_STATES);
    else if (!isTaken) await leftUntaken(tx, id);
    else await end(tx, id, { state: 'unopened' }, ['accepted', 'delivered']);
    count += 1;
  }
  return { count, last: rows.length < atOnce ? null : (rows.at(-1)?.id ?? null) };
}

import { UNREACHED } from '@trustward/chain';
import type { CaseEvent } from '@trustward/chain';
import { MAY_HEAR } from './may-hear.ts';

/** A message that did not reach whom it was for, of which its case does not know yet. */
export interface Missed extends Omit<Extract<CaseEvent, { type: 'unreached' }>, 'type'> {
  readonly messageId: string;
}

const WORDS = UNREACHED.map((word) => `'${word}'`).join(', ');

// A letter that belongs to another case and stood for this one too, as both became late in one outage; of what it stood
// for here, the last.
const STOOD_FOR = `select distinct on (m.id) m.id, m.delivery_id, m.person_id, m.state, m.untaken_at, m.lapsed_at, m.ended_at, n.key, n.because, n.step
  from app.notice n join app.message m on m.tenant_id = n.tenant_id and m.person_id = n.person_id
    and m.outage_since = n.outage_since and m.case_id <> n.case_id
  where n.tenant_id = $1 and n.case_id = $2 and n.outage_since is not null order by m.id, n.at desc, n.key`;

// Whoever something reached, or may yet reach, by one way was not missed because another failed.
const BY_ANOTHER_WAY = `exists (select from app.message o where o.tenant_id = $1 and o.delivery_id = m.delivery_id
    and o.person_id = m.person_id and o.id <> m.id and (o.state in ('accepted', 'delivered')
      or o.state in ('waiting', 'unsent', 'held') and o.untaken_at is null))`;

// What stands for nobody any more missed nobody. What nobody has taken for too long has not reached anybody, though it is tried on. Whoever has seen here what it says is
// told of it, and it may still say something else that they have not.
const IS_MISSED = `case when m.state in ('unopened', 'waiting', 'unsent', 'held')
    then (m.state = 'unopened' or m.untaken_at is not null) and not exists (select from app.notice seen
      where seen.tenant_id = $1 and seen.case_id = $2 and seen.person_id = m.person_id and seen.key = m.key
        and seen.seen_at is not null)
    else m.state in (${WORDS}) end`;

// Of whoever may not hear of the case any more it is told nobody that they were missed: what they had to hear is told again.
const MAY_STILL_HEAR = `exists (select from app.person n join app.case_file c on c.tenant_id = n.tenant_id and c.id = $2
    cross join lateral (select c.id as case_id, c.school_id, c.state as file) it
    where n.tenant_id = $1 and n.id = m.person_id and ${MAY_HEAR})`;

/** As SQL: they are recorded under the ids of their messages, and so are looked for by them. `$1` trust, `$2` case. */
export const MISSED = `select coalesce(jsonb_agg(jsonb_build_object('messageId', m.id, 'person', m.person_id,
      'of', m.key, 'because', m.because, 'about', m.step,
      'why', case when m.state in ('waiting', 'unsent', 'held') then 'noAnswer' else m.state end)
      order by coalesce(m.ended_at, m.untaken_at), m.id), '[]')
    from (select m.id, m.delivery_id, m.person_id, m.state, m.untaken_at, m.lapsed_at, m.ended_at, d.key, d.because, d.step
      from app.message m join app.delivery d on d.tenant_id = m.tenant_id and d.id = m.delivery_id
      where m.tenant_id = $1 and m.case_id = $2 and m.summary_of is null
      union all (${STOOD_FOR})) m
    where ${IS_MISSED} and m.lapsed_at is null and not ${BY_ANOTHER_WAY} and ${MAY_STILL_HEAR} and not exists (select from app.case_event e
      where e.tenant_id = $1 and e.case_id = $2 and e.event_id = m.id)`;

/** Whether a case must be told of a message that ended so. */
export const isUnreached = (state: string): boolean => (UNREACHED as readonly string[]).includes(state);

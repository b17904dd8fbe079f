import type { Instant } from '@trustward/chain';
import { LETTER_STANDS, OUTAGES } from '@trustward/casework';
import type { LateCause, LateRecord } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import { namesOf } from '../case/case-people.ts';
import type { Names } from '../case/case-people.ts';
import type { Caller } from '../platform/request-scope.ts';
import { CASE_COLUMNS, CASE_TABLES, nowOf, pinsOf } from '../shared/case-row.ts';
import type { CaseRow, PagePins } from '../shared/case-row.ts';
import { STATE_NOW } from '../shared/duty-state.ts';
import { iso, isoOrNull } from '../shared/instants.ts';
import { OUTAGE_COLUMNS, lateByOutage } from './late-row.ts';
import type { OutageColumns } from './late-row.ts';
import { causeSaid } from './why-late.ts';

/** A duty that became late, with all that came of it. */
export interface LateRecordRow extends CaseRow, OutageColumns {
  readonly step: string;
  readonly due: Instant;
  readonly heldBy: string | null;
  readonly cause: LateCause | null;
  readonly state: LateRecord['state'];
  readonly ownerId: string | null;
  readonly endedAt: Instant | null;
  readonly doneBy: string | null;
  readonly told: readonly Told[];
  readonly takenOver: readonly { readonly person: string; readonly at: Instant }[];
}

interface Told {
  readonly person: string;
  readonly at: Instant;
  readonly email: string | null;
  readonly text: string | null;
}

/**
 * What became of the last message of one way that did not wait, if there is one: what came is not undone by the next. The one
 * letter of an outage may belong to another case that it stood for.
 */
const lastBy = (channel: 'email' | 'text'): string =>
  `(select m.state from app.message m join app.delivery y on y.tenant_id = m.tenant_id and y.id = m.delivery_id
      where m.tenant_id = b.tenant_id and m.person_id = p.person and m.channel = '${channel}'
        and y.because in ('breach', 'stillLate') and ((y.case_id = b.case_id and y.step = b.step)
          or exists (select from ${OUTAGES} g join app.delivery f on f.at >= g.since and coalesce(f.at < g.until, true)
            where g.what = 'reminders' and g.since = m.outage_since and f.tenant_id = b.tenant_id and f.case_id = b.case_id
            and f.step = b.step and f.because in ('breach', 'stillLate') and p.person = any(f.told_to)
            and coalesce(m.ended_at > app.told_when(f.case_id, f.key, p.person) - ${LETTER_STANDS}, true)))
      order by m.state in ('waiting', 'unsent', 'held'), y.at desc limit 1)`;

/** Whoever heard of it more than once is named once, by when they first heard; what is told again to others is not told them again. */
const TOLD = `select distinct on (p.person) p.person, app.ms(coalesce(app.told_when(x.case_id, x.key, p.person), x.told_at, x.at)) as at,
    ${lastBy('email')} as email, ${lastBy('text')} as text
  from app.delivery x cross join unnest(x.told_to) as p(person)
  where x.tenant_id = b.tenant_id and x.case_id = b.case_id and x.step = b.step and x.because in ('breach', 'stillLate')
  order by p.person, at`;

// Whoever took it, and whoever accepted it from whoever had it.
const TAKEN_OVER = `select e.by_person as person, app.ms(e.at) as at from app.case_event e
  where e.tenant_id = b.tenant_id and e.case_id = b.case_id and (e.type = 'takenOver'
      or (e.type = 'agreed' and e.body -> 'event' ->> 'to' = 'handOver'))
    and e.body -> 'event' ->> 'step' = b.step and e.at >= b.at order by e.seq desc limit 20`;

const listOf = (rows: string): string => `(select coalesce(jsonb_agg(each), '[]') from (${rows}) each)`;

/** `b` is app.breach, `d` its duty as it is now, `c` its case. */
export const RECORD_SELECT = `select ${CASE_COLUMNS}, b.step, app.ms(b.at) as due, b.owner_person as "heldBy", b.cause,
    ${STATE_NOW} as state, d.owner_person as "ownerId", app.ms(d.ended_at) as "endedAt", d.done_by as "doneBy",
    ${listOf(TOLD)} as told, ${listOf(TAKEN_OVER)} as "takenOver", ${OUTAGE_COLUMNS}
  from app.breach b
  join app.duty d on d.tenant_id = b.tenant_id and d.case_id = b.case_id and d.step = b.step
  join app.case_file c on c.tenant_id = b.tenant_id and c.id = b.case_id
  ${CASE_TABLES}
  left join platform.outage o on o.what = b.outage_what and o.since = b.outage_since`;

/** Makes the records of one page, with what they all need read at once. */
export async function recordsOf(
  tx: Tx,
  caller: Caller,
  rows: readonly LateRecordRow[],
): Promise<(row: LateRecordRow) => LateRecord> {
  const pins = await pinsOf(tx, rows);
  const people = rows.flatMap(({ heldBy, doneBy, told, takenOver }) => [
    heldBy,
    doneBy,
    ...told.map(({ person }) => person),
    ...takenOver.map(({ person }) => person),
  ]);
  const names = await namesOf(tx, people);
  return (row) => recordOf(caller, pins, names, row);
}

function recordOf(caller: Caller, pins: PagePins, names: Names, row: LateRecordRow): LateRecord {
  const { caseId, schoolId, phase, ownerId } = row;
  const named = (person: string): string => names.get(person)?.name ?? '';
  const nameOf = (person: string | null): string | null => (person === null ? null : named(person));
  return {
    caseId,
    reference: row.reference,
    step: row.step,
    title: pins.stepOf(row, row.step).title,
    school: row.school,
    owner: nameOf(row.heldBy),
    due: iso(row.due),
    cause: row.cause === null ? null : causeSaid(row.cause),
    byOutage: lateByOutage(row),
    told: row.told
      .toSorted((a, b) => a.at - b.at)
      .map(({ person, at, ...by }) => ({ name: named(person), at: iso(at), by: wayOf(by) })),
    takenOver: row.takenOver.map(({ person, at }) => ({ name: named(person), at: iso(at) })),
    state: row.state,
    endedAt: isoOrNull(row.endedAt),
    doneBy: nameOf(row.doneBy),
    now: iso(nowOf(row)),
    mayOpen: caller.may('case:read', { caseId, schoolId, phase, owners: ownerId === null ? [] : [ownerId] }),
  };
}

const LIST = new Intl.ListFormat('en-GB');
const CAME: readonly (string | null)[] = ['accepted', 'delivered', 'unopened'];
const NOTHING_TO_SAY: readonly (string | null)[] = [null, 'withheld', 'superseded', 'accepted', 'delivered'];

/** By what way somebody was told: the portal always, and what is known of the e-mail and the text. */
function wayOf({ email, text }: Pick<Told, 'email' | 'text'>): string {
  const ways = [
    'in Trustward',
    ...(CAME.includes(email) ? ['by e-mail'] : []),
    ...(CAME.includes(text) ? ['by text'] : []),
  ];
  return `${LIST.format(ways)}${besides(email, ways.length)}`;
}

function besides(email: string | null, ways: number): string {
  if (NOTHING_TO_SAY.includes(email)) return '';
  if (email === 'waiting' || email === 'unsent' || email === 'held') return '; an e-mail waits';
  if (email === 'unopened') return `; they opened ${ways > 2 ? 'none of it' : 'neither'} in time`;
  return '; the e-mail did not reach them';
}

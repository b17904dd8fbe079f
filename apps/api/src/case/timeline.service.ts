import { Injectable } from '@nestjs/common';
import { audit, openWords } from '@trustward/casework';
import type { CaseEvent } from '@trustward/chain';
import type { PageQuery, TimelinePage } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import * as z from 'zod';
import { cursorInstant, decodeCursor, page } from '../platform/cursor.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { confirmedBy } from './confirmed-with.ts';
import { namesOf } from './case-people.ts';
import { caseRecord, partsRead } from './case-record.ts';
import type { CaseRecord } from './case-record.ts';
import { isKeptFromAdults } from './kept-from-adults.ts';
import { peopleIn, timelineEntry } from './timeline-entry.ts';
import type { TimelineContext, TimelineRow } from './timeline-entry.ts';

/** The last part is the number of an event, the key of a duty or the id of a delivery, with which of its tellings it is, or of a link. */
const cursorKey = z.tuple([cursorInstant, z.int().min(0).max(3), z.string().regex(/^[a-z0-9.-]{1,66}$/)]);

// A link is no event of the case, so in a drill its own time is told by how far the clock has been moved since.
const LINK_AT = (when: string) => `app.ms(${when}) + c.clock_offset_ms - coalesce((
    select sum((m.body -> 'event' ->> 'to')::double precision - app.ms(m.at)) from app.case_event m
    where m.tenant_id = l.tenant_id and m.case_id = l.case_id and m.type = 'clockMoved' and m.entered_at > ${when}), 0)`;

const LINKS = (
  kind: string,
  by: string,
  when: string,
) => `select 3, l.id::text, '${kind}', null, l.${by}, null, l.step,
    ${LINK_AT(`l.${when}`)}, null, ${LINK_AT(`l.${when}`)}, null, false, l.mail is not null, null, null, null, null, null, null, null
  from app.agency_link l join app.case_file c on c.tenant_id = l.tenant_id and c.id = l.case_id
  where l.tenant_id = $1 and l.case_id = $2 and l.${when} is not null`;

// What was told to several may have been told to some of them later, as others were kept from the case by then: each
// telling by itself. A second divides one from the next.
const TELLINGS = `select d.told_at as at, d.told_to as people, '' as nth where coalesce(cardinality(d.told_to), 0) < 2
  union all
  select case when w.nth = 0 then d.told_at else min(w.at) end, array_agg(w.person order by w.place),
    case when w.nth = 0 then '' else concat('.', w.nth) end
  from (select v.person, v.place, v.at, count(*) filter (where v.is_later) over (order by v.at) as nth
    from (select u.person, u.place, u.at, u.at - lag(u.at) over (order by u.at) > interval '1 second' as is_later
      from (select p.person, p.place, coalesce(app.told_when(d.case_id, d.key, p.person), d.told_at) as at
        from unnest(d.told_to) with ordinality p(person, place) where cardinality(d.told_to) > 1) u) v) w
  group by w.nth`;

// People's acts, what was late, what was sent, and the links that agencies were given, each at its own instant; `rank` orders what happened at one instant.
const ENTRIES = `select 0 as rank, lpad(e.seq::text, 9, '0') as key, e.type as kind, e.body -> 'event' as event,
    e.by_person as person, null as because, e.body -> 'event' ->> 'step' as step,
    app.ms(e.at) as at, app.ms(e.happened_at) as "happenedAt", app.ms(e.entered_at) as "enteredAt", null::uuid[] as "toldTo", false as superseded, false as mailed, null as "outageWhat",
    null::double precision as "outageSince", null::double precision as "outageUntil",
    (select (f.audience ->> 'person')::uuid from app.delivery f where e.type = 'takenOver' and f.tenant_id = e.tenant_id
      and f.case_id = e.case_id and starts_with(f.key, concat(e.body -> 'event' ->> 'step', '/takenOver/',
        (e.body -> 'event' ->> 'version')::integer + 1, '/'))) as former,
    (select f.by_person from app.case_event f where e.type in ('declined', 'mistakeDeclined', 'releaseDeclined') and f.tenant_id = e.tenant_id and f.case_id = e.case_id
      and f.seq < e.seq and f.type = any($8::text[])
      and f.body -> 'event' ->> 'step' is not distinct from e.body -> 'event' ->> 'step'
      and f.body -> 'event' ->> 'hold' is not distinct from e.body -> 'event' ->> 'hold'
      order by f.seq desc limit 1) as asker,
    e.event_id as "eventId", case when e.type = any($7::text[]) then e.sealed end as sealed
  from app.case_event e where e.tenant_id = $1 and e.case_id = $2 and e.type <> 'timePassed'
  union all
  select 1, b.step, 'breach', null, b.owner_person, null, b.step, app.ms(b.at), null, app.ms(b.recorded_at), null,
    false, false, b.outage_what, app.ms(b.outage_since), app.ms(o.until), null, null, null, null
  from app.breach b left join platform.outage o on o.what = b.outage_what and o.since = b.outage_since where b.tenant_id = $1 and b.case_id = $2
  union all
  select 2, d.id::text || t.nth, 'delivery', null, (d.audience ->> 'person')::uuid, d.because, d.step,
    app.ms(d.at), null, coalesce(app.ms(t.at), app.ms(d.at)), t.people, d.state = 'superseded', false, null, null, null, null, null, null, null
  from app.delivery d cross join lateral (${TELLINGS}) t where d.tenant_id = $1 and d.case_id = $2
  union all ${LINKS('linkMade', 'made_by', 'made_at')}
  union all ${LINKS('linkWithdrawn', 'withdrawn_by', 'withdrawn_at')}`;

const PAGE = `select * from (
    select x.*, row_number() over (order by x.at, x.rank, x.key)::integer as seq from (${ENTRIES}) x) y
  where $3::double precision is null or (y.at, y.rank, y.key) < ($3, $4::integer, $5::text)
  order by y.at desc, y.rank desc, y.key desc limit $6`;

/** The acts of which the page says with what words they came; of a task that was done it lists the answers instead. */
const WITH_REASON = [
  'confirmed',
  'takenOver',
  'handOverAsked',
  'waiverAsked',
  'pauseAsked',
  'resumed',
  'declined',
  'recused',
  'mistakeAsked',
  'mistakeAgreed',
  'mistakeDeclined',
  'eventRecorded',
  'learned',
  'releaseAsked',
  'releaseGranted',
  'releaseDeclined',
] satisfies CaseEvent['type'][];

/** After which somebody else's answer is waited for. */
const ASKINGS = [
  'done',
  'handOverAsked',
  'waiverAsked',
  'pauseAsked',
  'mistakeAsked',
  'releaseAsked',
] satisfies CaseEvent['type'][];

/** A row as it is kept: what was written with it is still sealed. */
type SealedRow = Omit<TimelineRow, 'reason'> & {
  readonly eventId: string | null;
  readonly sealed: Buffer | null;
};

/** What happened to a case, newest first: people's acts and the system's in one line. */
@Injectable()
export class TimelineService {
  constructor(private readonly scope: RequestScope) {}

  async page(caseId: string, query: PageQuery): Promise<TimelinePage> {
    const { tx, caller } = this.scope;
    const record = await caseRecord(tx, caller, caseId);
    if (isKeptFromAdults(record.chain)) caller.mustHaveSteppedUp();
    await audit(tx, { verb: 'case.readTimeline', subjectKind: 'case', subjectId: caseId, caseId });
    const parts = partsRead(caller, record);
    return timelineOf(tx, { record, me: caller.personId, parts }, query);
  }
}

/** What happened, as far as its reader may see it. */
export async function timelineOf(
  tx: Tx,
  { record, me, parts }: Pick<TimelineContext, 'me' | 'parts'> & { readonly record: CaseRecord },
  { cursor, limit }: PageQuery,
): Promise<TimelinePage> {
  const [at, rank, key] = decodeCursor(cursor, cursorKey) ?? [null, null, null];
  const values = [tx.tenantId, record.caseId, at, rank, key, limit + 1, WITH_REASON, ASKINGS];
  const found = await tx.query<SealedRow>(PAGE, values, 'case-timeline');
  const rows = found.map((row) => ({ ...row, reason: reasonOf(tx, record, row) }));
  const names = await namesOf(tx, peopleIn(rows));
  const { chain, calendar, drill } = record;
  const entry = (row: TimelineRow) => timelineEntry({ chain, calendar, names, drill, me, parts }, row);
  return page(rows, limit, entry, (row) => [row.at, row.rank, row.key]);
}

function reasonOf(tx: Tx, record: CaseRecord, { eventId, sealed }: SealedRow): string | null {
  if (eventId === null || sealed === null) return null;
  const words = openWords(tx, record, { eventId, sealed });
  const said = words['reason'] ?? words['why'] ?? confirmedBy(words);
  return typeof said === 'string' ? said : null;
}

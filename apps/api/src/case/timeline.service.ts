import { Injectable } from '@nestjs/common';
import { audit, pinnedCalendar, pinnedChain } from '@trustward/casework';
import type { PageQuery, TimelinePage } from '@trustward/contracts';
import * as z from 'zod';
import { cursorInstant, decodeCursor, page } from '../platform/cursor.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { namesOf } from './case-people.ts';
import { caseRecord } from './case-record.ts';
import { peopleIn, timelineEntry } from './timeline-entry.ts';
import type { TimelineRow } from './timeline-entry.ts';

/** The last part is the number of an event, the id of a step or that of a delivery. */
const cursorKey = z.tuple([cursorInstant, z.int().min(0).max(2), z.string().regex(/^[a-z0-9-]{1,60}$/)]);

// People's acts, what was late, and what was sent, each at its own instant; `rank` orders what happened at one instant.
const ENTRIES = `select 0 as rank, lpad(e.seq::text, 9, '0') as key, e.type as kind, e.body -> 'event' as event,
    e.by_person as person, null::jsonb as audience, null as because, e.body -> 'event' ->> 'step' as step,
    app.ms(e.at) as at, app.ms(e.happened_at) as "happenedAt", app.ms(e.entered_at) as "enteredAt", null::integer as told
  from app.case_event e where e.tenant_id = $1 and e.case_id = $2 and e.type <> 'timePassed'
  union all
  select 1, b.step, 'breach', null, b.owner_person, null, null, b.step, app.ms(b.at), null, app.ms(b.recorded_at), null
  from app.breach b where b.tenant_id = $1 and b.case_id = $2
  union all
  select 2, d.id::text, 'delivery', null, (d.audience ->> 'person')::uuid, d.audience -> 'roles', d.because, d.step,
    app.ms(d.at), null, app.ms(d.created_at), d.told
  from app.delivery d where d.tenant_id = $1 and d.case_id = $2`;

const PAGE = `select * from (
    select x.*, row_number() over (order by x.at, x.rank, x.key)::integer as seq from (${ENTRIES}) x) y
  where $3::double precision is null or (y.at, y.rank, y.key) < ($3, $4::integer, $5::text)
  order by y.at desc, y.rank desc, y.key desc limit $6`;

/** What happened to a case, newest first: people's acts and the system's in one line. */
@Injectable()
export class TimelineService {
  constructor(private readonly scope: RequestScope) {}

  async page(caseId: string, { cursor, limit }: PageQuery): Promise<TimelinePage> {
    const { tx, caller } = this.scope;
    const record = await caseRecord(tx, caller, caseId);
    const [at, rank, key] = decodeCursor(cursor, cursorKey) ?? [null, null, null];
    const rows = await tx.query<TimelineRow>(
      PAGE,
      [tx.tenantId, caseId, at, rank, key, limit + 1],
      'case-timeline',
    );
    const names = await namesOf(tx, peopleIn(rows));
    const chain = await pinnedChain(tx, record.chainHash);
    const calendar = await pinnedCalendar(tx, record.calendarHash);
    await audit(tx, { verb: 'case.readTimeline', subjectKind: 'case', subjectId: caseId, caseId });
    const entry = (row: TimelineRow) =>
      timelineEntry({ chain, calendar, names, drill: record.drill, me: caller.personId }, row);
    return page(rows, limit, entry, (row) => [row.at, row.rank, row.key]);
  }
}

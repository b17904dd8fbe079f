import { Injectable } from '@nestjs/common';
import type { LateBoard, LateRecordPage, LateRow, LateRowPage, PageQuery } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import type { Filter } from '@trustward/permissions';
import * as z from 'zod';
import { cursorInstant, decodeCursor, page } from '../platform/cursor.ts';
import { stepId } from '../platform/params.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { CASE_NOW, REAL_NOW, isLate } from '../shared/duty-state.ts';
import { peopleOnce } from '../shared/people-once.ts';
import { reachName, withinReach } from '../shared/within-reach.ts';
import { outagesOf } from './late-outage.ts';
import { RECORD_SELECT, recordsOf } from './late-record.ts';
import type { LateRecordRow } from './late-record.ts';
import { LATE_SELECT, lateRow } from './late-row.ts';
import type { LateDuty } from './late-row.ts';
import { notReached, unreachedWithin } from './not-reached.ts';
import type { NotReachedRow } from './not-reached.ts';
import { termStart } from './term.ts';

const SOON_HOURS = 4;
const MINUTE = 60_000;
const MOST_UNREACHED = 25;

const cursorKey = z.tuple([cursorInstant, z.uuid(), stepId]);

const soonAfter = (now: string): string => `${now} + interval '${SOON_HOURS} hours'`;
const IS_LATE = isLate(REAL_NOW);
const IS_SOON = `${isLate(soonAfter(REAL_NOW))} and d.late_from > ${REAL_NOW}`;

/** A statement over what is within somebody's reach. */
type Within = (reach: Filter) => string;

// From `$2` on the reach, then the last row seen in three values, and how many. A rehearsal never stands before what is real: it has its own list.
const list =
  (which: string, place = 'd.late_from'): Within =>
  ({ sql, values: { length } }) => `${LATE_SELECT}
  where d.tenant_id = $1 and ${which} and ${sql}
  and ($${length + 2}::double precision is null
    or (${place}, d.case_id, d.step) > (app.at($${length + 2}), $${length + 3}::uuid, $${length + 4}::text))
  order by ${place}, d.case_id, d.step limit $${length + 5}`;
const LATE = list(`${IS_LATE} and not c.drill`);
const SOON = list(`${IS_SOON} and not c.drill`);
// Each by its own clock: the longest late first, whatever the day is in it.
const DRILLS = list(
  `${isLate(soonAfter(CASE_NOW))} and c.drill`,
  "(d.late_from - c.clock_offset_ms * interval '1 millisecond')",
);

// What became late in real cases, whatever became of it since; the latest first.
const RECORDS: Within = ({ sql, values: { length } }) => `${RECORD_SELECT}
  where b.tenant_id = $1 and not c.drill and ${sql}
  and ($${length + 2}::double precision is null
    or (b.at, b.case_id, b.step) < (app.at($${length + 2}), $${length + 3}::uuid, $${length + 4}::text))
  order by b.at desc, b.case_id desc, b.step desc limit $${length + 5}`;

// Real cases alone: a rehearsal counts in no figure.
const FIGURES: Within = ({ sql }) => `select count(*) filter (where ${IS_LATE})::integer as "lateNow",
    count(*) filter (where ${IS_SOON})::integer as "lateSoon",
    count(distinct c.school_id) filter (where ${IS_LATE})::integer as schools,
    floor((app.ms(${REAL_NOW}) - app.ms(min(d.late_from) filter (where ${IS_LATE}))) / ${MINUTE})::integer
      as "longestMinutes"
  from app.duty d join app.case_file c on c.tenant_id = d.tenant_id and c.id = d.case_id
  where d.tenant_id = $1 and ${isLate(soonAfter(REAL_NOW))} and not c.drill and ${sql}`;

// A chain that somebody changed by hand must not take the board from everybody else.
const STEPS = `case when json_typeof(v.body #> '{chain,steps}') = 'array' then v.body #> '{chain,steps}' else '[]' end`;

// What was late counts as not in time, whatever became of it since: leaving it out takes no lateness away.
// A written follow-up is the step whose length the local authority sets by `writtenReferral`, whatever its chain calls it.
const WRITTEN: Within = ({ sql, values }) => `select count(*) filter (where d.state = 'met')::integer as met,
    count(*) filter (where d.state = 'recordedLate')::integer as "recordedLate", count(*)::integer as "all"
  from app.duty d join app.case_file c on c.tenant_id = d.tenant_id and c.id = d.case_id
  where d.tenant_id = $1 and not c.drill and ${sql} and d.due_at >= app.at($${values.length + 2})
    and (d.done_at is not null or d.breached_at is not null or ${IS_LATE})
    and (c.chain_hash, split_part(d.step, '.', 1)) in (select v.hash, one.step ->> 'id'
      from app.resolved_chain v, json_array_elements(${STEPS}) as one(step)
      where v.tenant_id = $1 and one.step #>> '{clock,setBy}' = 'writtenReferral')`;

type Figures = Pick<LateBoard, 'lateNow' | 'lateSoon' | 'schools' | 'longestMinutes'>;

/** The leaders' board: what is late, what soon will be, the same in drills, and the figures over what is real. */
@Injectable()
export class LateService {
  constructor(private readonly scope: RequestScope) {}

  async board(query: PageQuery): Promise<LateBoard> {
    const { tx } = this.scope;
    const reach = this.reach();
    return {
      ...(await this.list(LATE, 'late-now', query)),
      ...(await figures(tx, reach)),
      outages: await outagesOf(tx, reach),
      writtenInTime: await writtenInTime(tx, reach),
      unreached: await this.unreached(),
    };
  }

  private async unreached(): Promise<LateBoard['unreached']> {
    const { tx, caller } = this.scope;
    const reach = this.reach();
    const rows = await tx.query<NotReachedRow>(
      unreachedWithin(reach),
      [tx.tenantId, ...reach.values, MOST_UNREACHED],
      reachName('late-unreached', reach),
    );
    const open = peopleOnce(tx);
    const items = await Promise.all(rows.map((row) => notReached(tx, caller, row, open)));
    return { items, more: (rows[0]?.all ?? 0) - rows.length };
  }

  soon(query: PageQuery): Promise<LateRowPage> {
    return this.list(SOON, 'late-soon', query);
  }

  drills(query: PageQuery): Promise<LateRowPage> {
    return this.list(DRILLS, 'late-drills', query);
  }

  async records({ cursor, limit }: PageQuery): Promise<LateRecordPage> {
    const { tx, caller } = this.scope;
    const key = decodeCursor(cursor, cursorKey) ?? [null, null, null];
    const reach = this.reach();
    const values = [tx.tenantId, ...reach.values, ...key, limit + 1];
    const rows = await tx.query<LateRecordRow>(RECORDS(reach), values, reachName('late-records', reach));
    const record = await recordsOf(tx, caller, rows);
    return page(rows, limit, record, ({ due, caseId, step }) => [due, caseId, step]);
  }

  private async list(within: Within, name: string, { cursor, limit }: PageQuery): Promise<LateRowPage> {
    const { tx, caller } = this.scope;
    const key = decodeCursor(cursor, cursorKey) ?? [null, null, null];
    const reach = this.reach();
    const values = [tx.tenantId, ...reach.values, ...key, limit + 1];
    const duties = await tx.query<LateDuty>(within(reach), values, reachName(name, reach));
    const open = peopleOnce(tx);
    const row = (duty: LateDuty): Promise<LateRow> => lateRow(tx, caller, duty, open);
    const cut = page(duties, limit, row, ({ due, offset, caseId, step }) => [due - offset, caseId, step]);
    return { items: await Promise.all(cut.items), next: cut.next };
  }

  private reach(): Filter {
    return withinReach(this.scope.caller.rules('late:read'), 'c', 2);
  }
}

async function figures(tx: Tx, reach: Filter): Promise<Figures> {
  const values = [tx.tenantId, ...reach.values];
  const [row] = await tx.query<Figures>(FIGURES(reach), values, reachName('late-figures', reach));
  return row ?? { lateNow: 0, lateSoon: 0, schools: 0, longestMinutes: null };
}

async function writtenInTime(tx: Tx, reach: Filter): Promise<LateBoard['writtenInTime']> {
  const since = termStart(tx.startedAt);
  const [row] = await tx.query<NonNullable<LateBoard['writtenInTime']>>(
    WRITTEN(reach),
    [tx.tenantId, ...reach.values, since],
    reachName('late-written', reach),
  );
  return row === undefined || row.all === 0 ? null : row;
}

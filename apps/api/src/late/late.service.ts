import { Injectable } from '@nestjs/common';
import type { LateBoard, LateRow, PageQuery } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import * as z from 'zod';
import { cursorInstant, decodeCursor, page } from '../platform/cursor.ts';
import { stepId } from '../platform/params.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { peopleOnce } from '../shared/people-once.ts';
import { reachValues, withinReach } from '../shared/within-reach.ts';
import { LATE_SELECT, lateRow } from './late-row.ts';
import type { LateDuty } from './late-row.ts';
import { termStart } from './term.ts';

const SOON_HOURS = 4;
const SOON_SHOWN = 25;
const MINUTE = 60_000;

const cursorKey = z.tuple([cursorInstant, z.uuid(), stepId]);
const REACH = withinReach('c', 2);
const CASE_NOW = `clock_timestamp() + c.clock_offset_ms * interval '1 millisecond'`;

// `$2` to `$4` the reach in each.
const LATE = `${LATE_SELECT} where d.tenant_id = $1 and d.state = 'late' and ${REACH}
  and ($5::double precision is null or (d.due_at, d.case_id, d.step) > (app.at($5), $6::uuid, $7::text))
  order by d.due_at, d.case_id, d.step limit $8`;
const IS_SOON = `d.state = 'open' and d.due_at <= ${CASE_NOW} + interval '${SOON_HOURS} hours'`;
const SOON = `${LATE_SELECT} where d.tenant_id = $1 and ${IS_SOON} and ${REACH}
  order by d.due_at, d.case_id, d.step limit ${SOON_SHOWN}`;

// Real cases alone: a rehearsal counts in no figure.
const FIGURES = `select count(*) filter (where d.state = 'late')::integer as "lateNow",
    count(*) filter (where ${IS_SOON})::integer as "lateSoon",
    count(distinct c.school_id) filter (where d.state = 'late')::integer as schools,
    floor((app.ms(clock_timestamp()) - app.ms(min(d.due_at) filter (where d.state = 'late'))) / ${MINUTE})::integer
      as "longestMinutes"
  from app.duty d join app.case_file c on c.tenant_id = d.tenant_id and c.id = d.case_id
  where d.tenant_id = $1 and d.ended_at is null and not c.drill and ${REACH}`;

// A written follow-up is the step whose length the local authority sets by `writtenReferral`, whatever its chain calls it.
const WRITTEN = `select count(*) filter (where d.state = 'met')::integer as met,
    count(*) filter (where d.state = 'recordedLate')::integer as "recordedLate", count(*)::integer as "all"
  from app.duty d join app.case_file c on c.tenant_id = d.tenant_id and c.id = d.case_id
  where d.tenant_id = $1 and not c.drill and ${REACH} and d.due_at >= app.at($5)
    and (d.done_at is not null or d.state = 'late')
    and (c.chain_hash, split_part(d.step, '.', 1)) in (select v.hash, one.step ->> 'id'
      from app.resolved_chain v, json_array_elements(v.body #> '{chain,steps}') as one(step)
      where v.tenant_id = $1 and one.step #>> '{clock,setBy}' = 'writtenReferral')`;

type Figures = Pick<LateBoard, 'lateNow' | 'lateSoon' | 'schools' | 'longestMinutes'>;

/** The leaders' board: what is late, what soon will be, and the figures over both. */
@Injectable()
export class LateService {
  constructor(private readonly scope: RequestScope) {}

  async board({ cursor, limit }: PageQuery): Promise<LateBoard> {
    const { tx, caller } = this.scope;
    const values = [tx.tenantId, ...reachValues(caller.reach('late:read'))];
    const key = decodeCursor(cursor, cursorKey) ?? [null, null, null];
    const late = await tx.query<LateDuty>(LATE, [...values, ...key, limit + 1], 'late-now');
    const soon = await tx.query<LateDuty>(SOON, values, 'late-soon');
    const open = peopleOnce(tx);
    const row = (duty: LateDuty): Promise<LateRow> => lateRow(tx, caller, duty, open);
    const cut = page(late, limit, row, ({ due, caseId, step }) => [due, caseId, step]);
    return {
      items: await Promise.all(cut.items),
      next: cut.next,
      soon: await Promise.all(soon.map(row)),
      ...(await figures(tx, values)),
      writtenInTime: await writtenInTime(tx, values),
    };
  }
}

async function figures(tx: Tx, values: readonly unknown[]): Promise<Figures> {
  const [row] = await tx.query<Figures>(FIGURES, values, 'late-figures');
  return row ?? { lateNow: 0, lateSoon: 0, schools: 0, longestMinutes: null };
}

async function writtenInTime(tx: Tx, values: readonly unknown[]): Promise<LateBoard['writtenInTime']> {
  const since = termStart(tx.startedAt);
  const [row] = await tx.query<NonNullable<LateBoard['writtenInTime']>>(
    WRITTEN,
    [...values, since],
    'late-written',
  );
  return row === undefined || row.all === 0 ? null : row;
}

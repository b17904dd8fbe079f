import { Injectable } from '@nestjs/common';
import type { Instant } from '@trustward/chain';
import type { PageQuery, Question, QuestionPage } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import * as z from 'zod';
import { cursorInstant, decodeCursor, page } from '../platform/cursor.ts';
import { slugId, stepId } from '../platform/params.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { askedFor } from '../shared/asked-words.ts';
import { CASE_COLUMNS, CASE_TABLES, childOf, pinsOf } from '../shared/case-row.ts';
import type { CaseRow, PagePins } from '../shared/case-row.ts';
import { iso } from '../shared/instants.ts';
import { peopleOnce } from '../shared/people-once.ts';
import type { OpenPerson } from '../shared/people-once.ts';
import { askedRelease, holdsToAnswer, mayAnswer, mayAnswerMistake } from '../shared/within-reach.ts';

interface Row extends CaseRow {
  /** The duty it is about; empty where it is about a hold or the whole case. */
  readonly step: string;
  /** Empty where it is about no hold. */
  readonly hold: string;
  readonly for: Question['for'];
  readonly askedBy: string;
  readonly askedBySealed: Buffer;
  readonly at: Instant;
}

const cursorKey = z.tuple([
  cursorInstant,
  z.uuid(),
  z.union([stepId, z.literal('')]),
  z.union([slugId, z.literal('')]),
]);

// The longest waiting first; `$2` to `$5` the last row seen.
const ON_DUTIES = `select d.tenant_id, d.case_id, d.step, '' as hold, d.asked ->> 'for' as for, (d.asked ->> 'by')::uuid as by,
      (d.asked ->> 'at')::double precision as at
    from app.duty d join app.case_file c on c.tenant_id = d.tenant_id and c.id = d.case_id
    where d.tenant_id = $1 and ${mayAnswer('d', 'c')}`;
const ON_CASES = `select c.tenant_id, c.id, '', '', 'mistake', e.by_person, app.ms(e.at)
    from app.case_file c cross join lateral (select e.by_person, e.at from app.case_event e
      where e.tenant_id = c.tenant_id and e.case_id = c.id and e.type = 'mistakeAsked' order by e.seq desc limit 1) e
    where c.tenant_id = $1 and ${mayAnswerMistake('c')}`;
const ON_HOLDS = `select c.tenant_id, c.id, '', asked.id, 'release', e.by_person, app.ms(e.at)
    from app.case_file c cross join lateral (${holdsToAnswer('c')}) asked
      cross join lateral (select e.by_person, e.at from app.case_event e
        where e.tenant_id = c.tenant_id and e.case_id = c.id and e.type = 'releaseAsked'
          and e.body -> 'event' ->> 'hold' = asked.id order by e.seq desc limit 1) e
    where c.tenant_id = $1 and ${askedRelease('c')}`;
const questionsIn = (
  which: string,
): string => `select ${CASE_COLUMNS}, q.step, q.hold, q.for, n.id as "askedBy", n.sealed as "askedBySealed", q.at
  from (${ON_DUTIES} union all ${ON_CASES} union all ${ON_HOLDS}) q
  join app.case_file c on c.tenant_id = q.tenant_id and c.id = q.case_id
  ${CASE_TABLES}
  join app.person n on n.tenant_id = q.tenant_id and n.id = q.by
  where ${which} and ($2::double precision is null or (q.at, q.case_id, q.step, q.hold) > ($2, $3::uuid, $4::text, $5::text))
  order by q.at, q.case_id, q.step, q.hold limit $6`;
const REAL = questionsIn('not c.drill');
const DRILLS = questionsIn('c.drill');

/** What others have asked and the caller may answer, the longest waiting first. */
@Injectable()
export class QuestionListService {
  constructor(private readonly scope: RequestScope) {}

  mine(query: PageQuery): Promise<QuestionPage> {
    return this.list(REAL, 'questions-mine', query);
  }

  drills(query: PageQuery): Promise<QuestionPage> {
    return this.list(DRILLS, 'questions-drills', query);
  }

  private async list(sql: string, called: string, { cursor, limit }: PageQuery): Promise<QuestionPage> {
    const { tx } = this.scope;
    const seen = decodeCursor(cursor, cursorKey) ?? [null, null, null, null];
    const rows = await tx.query<Row>(sql, [tx.tenantId, ...seen, limit + 1], called);
    const pins = await pinsOf(tx, rows);
    const open = peopleOnce(tx);
    return page(
      rows,
      limit,
      (row) => questionOf(tx, pins, open, row),
      ({ at, caseId, step, hold }) => [at, caseId, step, hold],
    );
  }
}

function questionOf(tx: Tx, pins: PagePins, open: OpenPerson, row: Row): Question {
  const { caseId, reference, school, drill } = row;
  const step = row.step === '' ? null : row.step;
  return {
    caseId,
    reference,
    step,
    for: row.for,
    by: open(row.askedBy, row.askedBySealed).name,
    asks: askedFor(row.for, titleOf(pins, row)),
    at: iso(row.at),
    school,
    child: childOf(tx, row),
    drill,
  };
}

function titleOf(pins: PagePins, row: Row): string {
  if (row.hold !== '') return pins.holdOf(row, row.hold);
  return row.step === '' ? '' : pins.stepOf(row, row.step).title;
}

import { Injectable } from '@nestjs/common';
import type { Instant } from '@trustward/chain';
import type { PageQuery, Question, QuestionPage } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import * as z from 'zod';
import { cursorInstant, decodeCursor, page } from '../platform/cursor.ts';
import { stepId } from '../platform/params.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { ASKED } from '../shared/asked-words.ts';
import { CASE_COLUMNS, CASE_TABLES, childOf, pinsOf } from '../shared/case-row.ts';
import type { CaseRow, PagePins } from '../shared/case-row.ts';
import { iso } from '../shared/instants.ts';
import { peopleOnce } from '../shared/people-once.ts';
import type { OpenPerson } from '../shared/people-once.ts';
import { mayAnswer } from '../shared/within-reach.ts';

interface Row extends CaseRow {
  readonly step: string;
  readonly for: Question['for'];
  readonly askedBy: string;
  readonly askedBySealed: Buffer;
  readonly at: Instant;
}

const cursorKey = z.tuple([cursorInstant, z.uuid(), stepId]);

// The longest waiting first; `$2` to `$4` the last row seen.
const AT = `(d.asked ->> 'at')::double precision`;
const questionsIn = (
  which: string,
): string => `select ${CASE_COLUMNS}, d.step, d.asked ->> 'for' as for, n.id as "askedBy",
    n.sealed as "askedBySealed", ${AT} as at
  from app.duty d
  join app.case_file c on c.tenant_id = d.tenant_id and c.id = d.case_id
  ${CASE_TABLES}
  join app.person n on n.tenant_id = d.tenant_id and n.id = (d.asked ->> 'by')::uuid
  where d.tenant_id = $1 and ${mayAnswer('d', 'c')} and ${which}
    and ($2::double precision is null or (${AT}, d.case_id, d.step) > ($2, $3::uuid, $4::text))
  order by ${AT}, d.case_id, d.step limit $5`;
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
    const [since, caseId, step] = decodeCursor(cursor, cursorKey) ?? [null, null, null];
    const rows = await tx.query<Row>(sql, [tx.tenantId, since, caseId, step, limit + 1], called);
    const pins = await pinsOf(tx, rows);
    const open = peopleOnce(tx);
    return page(
      rows,
      limit,
      (row) => questionOf(tx, pins, open, row),
      ({ at, caseId: id, step: last }) => [at, id, last],
    );
  }
}

function questionOf(tx: Tx, pins: PagePins, open: OpenPerson, row: Row): Question {
  const { caseId, reference, step, school, drill } = row;
  return {
    caseId,
    reference,
    step,
    for: row.for,
    by: open(row.askedBy, row.askedBySealed).name,
    asks: ASKED[row.for](pins.stepOf(row, step).title),
    at: iso(row.at),
    school,
    child: childOf(tx, row),
    drill,
  };
}

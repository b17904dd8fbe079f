import type { Instant } from '@trustward/chain';
import { Injectable } from '@nestjs/common';
import { openPerson } from '@trustward/casework';
import type { DutyPage, DutySummary, PageQuery } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import * as z from 'zod';
import { cursorInstant, decodeCursor, page } from '../platform/cursor.ts';
import { stepId } from '../platform/params.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { CASE_COLUMNS, CASE_TABLES, childOf, nowOf, pinsOf } from '../shared/case-row.ts';
import type { CaseRow, PagePins } from '../shared/case-row.ts';
import { STATE_NOW } from '../shared/duty-state.ts';
import { iso } from '../shared/instants.ts';
import { roleTitle, theirsOf } from '../shared/role-words.ts';

interface Row extends CaseRow {
  readonly step: string;
  readonly state: DutySummary['state'];
  readonly version: number;
  readonly from: Instant | null;
  readonly due: Instant | null;
  readonly provisional: boolean;
  readonly ownerRole: string;
  readonly me: Buffer;
}

const cursorKey = z.tuple([cursorInstant.nullable(), z.uuid(), stepId]);

// Soonest due first; what has no clock comes last. `$3` to `$5` the last row seen. A rehearsal never stands before what is
// real: it has its own list.
const mineIn = (
  which: string,
): string => `select ${CASE_COLUMNS}, d.step, ${STATE_NOW} as state, d.version, app.ms(d.clock_from) as "from",
    app.ms(d.due_at) as due, d.provisional, d.owner_role as "ownerRole", n.sealed as me
  from app.duty d
  join app.case_file c on c.tenant_id = d.tenant_id and c.id = d.case_id
  ${CASE_TABLES}
  join app.person n on n.tenant_id = d.tenant_id and n.id = d.owner_person
  where d.tenant_id = $1 and d.owner_person = $2 and d.ended_at is null and ${which} and ($4::uuid is null
    or (d.due_at is null and ($3::double precision is not null or (d.case_id, d.step) > ($4::uuid, $5::text)))
    or (d.due_at > app.at($3) or (d.due_at = app.at($3) and (d.case_id, d.step) > ($4::uuid, $5::text))))
  order by d.due_at, d.case_id, d.step limit $6`;
const REAL = mineIn('not c.drill');
const DRILLS = mineIn('c.drill');

/** What the caller owes, the most urgent first. */
@Injectable()
export class DutyListService {
  constructor(private readonly scope: RequestScope) {}

  mine(query: PageQuery): Promise<DutyPage> {
    return this.list(REAL, 'duties-mine', query);
  }

  drills(query: PageQuery): Promise<DutyPage> {
    return this.list(DRILLS, 'duties-drills', query);
  }

  private async list(sql: string, called: string, { cursor, limit }: PageQuery): Promise<DutyPage> {
    const { tx, caller } = this.scope;
    const [due, caseId, step] = decodeCursor(cursor, cursorKey) ?? [null, null, null];
    const values = [tx.tenantId, caller.personId, due, caseId, step, limit + 1];
    const rows = await tx.query<Row>(sql, values, called);
    const [first] = rows;
    const name = first === undefined ? '' : openPerson(tx, caller.personId, first.me).name;
    const pins = await pinsOf(tx, rows);
    return page(
      rows,
      limit,
      (row) => summary(tx, pins, { id: caller.personId, name }, row),
      ({ due: at, caseId: id, step: last }) => [at, id, last],
    );
  }
}

function summary(tx: Tx, pins: PagePins, me: { id: string; name: string }, row: Row): DutySummary {
  const step = pins.stepOf(row, row.step);
  return {
    caseId: row.caseId,
    reference: row.reference,
    step: row.step,
    title: step.title,
    sentence: step.sentence,
    state: row.state,
    version: row.version,
    school: row.school,
    child: childOf(tx, row),
    drill: row.drill,
    owner: { ...me, role: roleTitle(row.ownerRole) },
    mine: true,
    clock: pins.clockOf(row, { key: row.step, from: row.from, due: row.due, isProvisional: row.provisional }),
    theirs: theirsOf(step),
    now: iso(nowOf(row)),
  };
}

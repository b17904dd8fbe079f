import { Injectable } from '@nestjs/common';
import type { Instant } from '@trustward/chain';
import type { CasePage, CaseQuery, CaseSummary } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import * as z from 'zod';
import { cursorInstant, decodeCursor, page } from '../platform/cursor.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { CASE_COLUMNS, CASE_TABLES, chainOf, childOf, nowOf, stepOf } from '../shared/case-row.ts';
import type { CaseRow } from '../shared/case-row.ts';
import { STATE_NOW } from '../shared/duty-state.ts';
import { iso, isoOrNull } from '../shared/instants.ts';
import { peopleOnce } from '../shared/people-once.ts';
import type { OpenPerson } from '../shared/people-once.ts';
import { theirsOf } from '../shared/role-words.ts';
import { reachName, withinReach } from '../shared/within-reach.ts';

interface Row extends CaseRow {
  readonly openedAt: Instant;
  readonly endedAt: Instant | null;
  readonly next: {
    readonly step: string;
    readonly state: 'open' | 'late';
    readonly due: Instant | null;
    readonly owner: string | null;
    /** Base 64. */
    readonly sealed: string | null;
  } | null;
}

const cursorKey = z.tuple([cursorInstant, z.uuid()]);

// The most urgent duty: what is late first, then what is due soonest.
const NEXT = `select jsonb_build_object('step', d.step, 'state', ${STATE_NOW}, 'due', app.ms(d.due_at), 'owner', d.owner_person,
    'sealed', encode(n.sealed, 'base64'))
  from app.duty d left join app.person n on n.tenant_id = d.tenant_id and n.id = d.owner_person
  where d.tenant_id = c.tenant_id and d.case_id = c.id and d.ended_at is null
  order by ${STATE_NOW} = 'late' desc, d.due_at, d.step limit 1`;

// `$2` open or ended or all, `$3` and `$4` the last row seen, `$6` drills or real ones or all, then the reach.
const casesWithin = (
  reach: string,
): string => `select ${CASE_COLUMNS}, app.ms(c.opened_at) as "openedAt", app.ms(c.ended_at) as "endedAt",
    (${NEXT}) as next
  from app.case_file c ${CASE_TABLES}
  where c.tenant_id = $1 and ${reach} and ($2::boolean is null or (c.ended_at is not null) = $2)
    and ($6::boolean is null or c.drill = $6)
    and ($3::double precision is null or (c.opened_at, c.id) < (app.at($3), $4::uuid))
  order by c.opened_at desc, c.id desc limit $5`;

/** The cases within the caller's reach, newest first. */
@Injectable()
export class CaseListService {
  constructor(private readonly scope: RequestScope) {}

  async list({ cursor, limit, state, drill }: CaseQuery): Promise<CasePage> {
    const { tx, caller } = this.scope;
    const [openedAt, id] = decodeCursor(cursor, cursorKey) ?? [null, null];
    const ended = state === undefined ? null : state === 'ended';
    const drills = drill === undefined ? null : drill === 'yes';
    const reach = withinReach(caller.rules('case:read'), 'c', 7);
    const values = [tx.tenantId, ended, openedAt, id, limit + 1, drills, ...reach.values];
    const rows = await tx.query<Row>(casesWithin(reach.sql), values, reachName('case-list', reach));
    const open = peopleOnce(tx);
    const cut = page(
      rows,
      limit,
      (row) => summary(tx, row, open),
      (row) => [row.openedAt, row.caseId],
    );
    return { items: await Promise.all(cut.items), next: cut.next };
  }
}

async function summary(tx: Tx, row: Row, open: OpenPerson): Promise<CaseSummary> {
  return {
    id: row.caseId,
    reference: row.reference,
    title: (await chainOf(tx, row))?.title ?? 'A case that cannot be read',
    child: childOf(tx, row),
    school: row.school,
    drill: row.drill,
    openedAt: iso(row.openedAt),
    endedAt: isoOrNull(row.endedAt),
    next: row.next === null ? null : await nextOf(tx, row, row.next, open),
    now: iso(nowOf(row)),
  };
}

async function nextOf(
  tx: Tx,
  row: Row,
  { step, owner, sealed, state, due }: NonNullable<Row['next']>,
  open: OpenPerson,
): Promise<CaseSummary['next']> {
  const name = owner === null || sealed === null ? null : open(owner, Buffer.from(sealed, 'base64')).name;
  const said = await stepOf(tx, row, step);
  return { title: said.title, state, due: isoOrNull(due), owner: name, theirs: theirsOf(said) };
}

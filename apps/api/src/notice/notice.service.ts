import { Injectable } from '@nestjs/common';
import type { Instant } from '@trustward/chain';
import type { Notice, NoticePage, PageQuery } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import * as z from 'zod';
import { decodeCursor, page } from '../platform/cursor.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { stepOf } from '../shared/case-row.ts';
import { iso } from '../shared/instants.ts';

interface Row {
  readonly id: string;
  readonly caseId: string;
  readonly reference: string;
  readonly because: Notice['because'];
  readonly step: string | null;
  readonly school: string;
  readonly drill: boolean;
  readonly at: Instant;
  readonly seenAt: Date | null;
  readonly chainHash: string;
  /** Microseconds, so that two made in one millisecond keep their order. */
  readonly made: number;
}

const cursorKey = z.tuple([z.int().nonnegative(), z.uuid()]);

// Microseconds since 1970 fit a double exactly until the year 2255.
const MICROS = `floor(extract(epoch from n.created_at) * 1000000)::double precision`;
const PAGE = `select n.id, n.case_id as "caseId", c.reference, n.because, n.step, s.name as school, c.drill,
    app.ms(n.at) as at, n.seen_at as "seenAt", c.chain_hash as "chainHash", ${MICROS} as made
  from app.notice n
  join app.case_file c on c.tenant_id = n.tenant_id and c.id = n.case_id
  join app.school s on s.tenant_id = c.tenant_id and s.id = c.school_id
  where n.tenant_id = $1 and n.person_id = $2 and ($3::double precision is null
    or (n.created_at, n.id) < (timestamptz 'epoch' + $3 * interval '1 microsecond', $4::uuid))
  order by n.created_at desc, n.id desc limit $5`;
const UNSEEN = `select count(*) filter (where not c.drill)::integer as unseen,
    count(*) filter (where c.drill)::integer as "unseenDrills"
  from app.notice n join app.case_file c on c.tenant_id = n.tenant_id and c.id = n.case_id
  where n.tenant_id = $1 and n.person_id = $2 and n.seen_at is null`;
const SEEN = `update app.notice set seen_at = clock_timestamp()
  where tenant_id = $1 and person_id = $2 and id = any($3::uuid[]) and seen_at is null`;

/** What the caller was told. Reading it clears no duty. */
@Injectable()
export class NoticeService {
  constructor(private readonly scope: RequestScope) {}

  async mine({ cursor, limit }: PageQuery): Promise<NoticePage> {
    const { tx, caller } = this.scope;
    const [made, id] = decodeCursor(cursor, cursorKey) ?? [null, null];
    const rows = await tx.query<Row>(
      PAGE,
      [tx.tenantId, caller.personId, made, id, limit + 1],
      'notices-mine',
    );
    const [count] = await tx.query<Pick<NoticePage, 'unseen' | 'unseenDrills'>>(
      UNSEEN,
      [tx.tenantId, caller.personId],
      'notices-unseen',
    );
    const cut = page(
      rows,
      limit,
      (row) => noticeOf(tx, row),
      (row) => [row.made, row.id],
    );
    return {
      items: await Promise.all(cut.items),
      next: cut.next,
      ...(count ?? { unseen: 0, unseenDrills: 0 }),
    };
  }

  /** Ids that are not the caller's are passed over in silence: saying so would say that they are someone's. */
  async seen(ids: readonly string[]): Promise<void> {
    const { tx, caller } = this.scope;
    await tx.query(SEEN, [tx.tenantId, caller.personId, ids], 'notices-seen');
  }
}

const SENTENCES: Readonly<Record<Notice['because'], (title: string) => string>> = {
  newDuty: (title) => `“${title}” is yours to do.`,
  reminder: (title) => `“${title}” is due soon.`,
  breach: (title) => `“${title}” is late.`,
  stillLate: (title) => `“${title}” is still late.`,
  unacknowledged: (title) => `Nobody has said that they have “${title}” in hand.`,
  handedUp: (title) => `“${title}” has gone to the next person.`,
  takenOver: (title) => `“${title}” was taken over by someone else.`,
  cameBack: (title) => `“${title}” is not yours to do any more: the person it belongs to is back.`,
  nobodyCanAct: (title) => `Nobody is there to do “${title}”.`,
  personalAway: (title) => `Whoever must do “${title}” themselves is away.`,
  namedGone: () =>
    'Whoever was named for a case may have no part in it any more. Somebody must be named again.',
  nothingHeard: (title) => `Nothing has been heard yet: “${title}”.`,
  agreementAsked: (title) => `Somebody asks you to agree: “${title}”.`,
  agreementUnanswered: (title) => `Nobody has answered what was asked about “${title}”.`,
  agreed: (title) => `What you asked about “${title}” was agreed to.`,
  declined: (title) => `What you asked about “${title}” was not agreed to.`,
  waived: (title) => `“${title}” was waived, as you asked.`,
  mistakeAsked: () => 'Somebody says that this was reported by mistake, and asks you to agree.',
  endedAsMistake: () => 'A report was ended as made by mistake.',
  rescheduled: (title) => `The deadline of “${title}” has moved.`,
  termsRunOut: () => 'A deadline may move: the school’s term dates are needed.',
};

async function noticeOf(tx: Tx, row: Row): Promise<Notice> {
  const title = row.step === null ? '' : (await stepOf(tx, row, row.step)).title;
  const { id, caseId, reference, because, school, drill } = row;
  const sentence = SENTENCES[because](title);
  const seenAt = row.seenAt === null ? null : row.seenAt.toISOString();
  return { id, caseId, reference, because, sentence, school, drill, at: iso(row.at), seenAt };
}

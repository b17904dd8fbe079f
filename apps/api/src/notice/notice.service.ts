import { Injectable } from '@nestjs/common';
import { audit } from '@trustward/casework';
import type { Instant } from '@trustward/chain';
import { reasonSaid } from '@trustward/contracts';
import type { Notice, NoticePage, PageQuery } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import * as z from 'zod';
import { decodeCursor, page } from '../platform/cursor.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { stepOf } from '../shared/case-row.ts';
import { CASE_NOW, isLate } from '../shared/duty-state.ts';
import { iso } from '../shared/instants.ts';
import { OUTAGE_NEWS } from '../shared/outage-news.ts';
import { saidMistaken, reachName, withinReach } from '../shared/within-reach.ts';
import { sharesTo } from '../share/live-shares.ts';
import { shareNews, shareNewsSeen } from '../share/share-news.ts';
import { sentenceOf } from './notice-sentence.ts';
import type { NoticeSince } from './notice-sentence.ts';
import { trustNews, trustNewsSeen, unseenTrustNews } from './trust-news.ts';
import type { Before, Hearer, Placed } from './trust-news.ts';

interface Row extends NoticeSince {
  readonly id: string;
  readonly caseId: string;
  readonly reference: string;
  readonly step: string | null;
  readonly school: string;
  readonly drill: boolean;
  readonly at: Instant;
  readonly seenAt: Date | null;
  readonly chainHash: string;
  readonly mayOpen: boolean;
  readonly outageWhat: NonNullable<Notice['outage']>['what'];
  readonly outageSince: Instant | null;
  readonly outageUntil: Instant | null;
  /** Microseconds, so that two made in one millisecond keep their order. */
  readonly made: number;
}

const cursorKey = z.tuple([z.int().nonnegative(), z.uuid()]);

// Microseconds since 1970 fit a double exactly until the year 2255.
const MICROS = `floor(extract(epoch from n.created_at) * 1000000)::double precision`;
// What a notice that something is asked for speaks of: the last asking on its duty until then.
const ASKED_FOR = `case when n.because in ('agreementAsked', 'agreementUnanswered') then (select e.type from app.case_event e
    where e.tenant_id = n.tenant_id and e.case_id = n.case_id and e.body -> 'event' ->> 'step' = n.step and e.at <= n.at
      and e.type in ('done', 'waiverAsked', 'handOverAsked', 'pauseAsked') order by e.seq desc limit 1) end`;
// And whether that still waits, for this reader.
const IS_ASKED = `d.ended_at is null and (d.asked ->> 'at')::double precision <= app.ms(n.at)
    and not d.asked -> 'agreedBy' ? n.person_id::text
    or n.because = 'mistakeAsked' and ${saidMistaken('c')}
    or n.because = 'agreementAsked' and n.step is null and c.ended_at is null
      and c.state #>> array['holds', split_part(n.key, '/', 2), 'endedAt'] is null
      and c.state #>> array['holds', split_part(n.key, '/', 2), 'releaseAskedBy'] is not null`;
// The piece of news that came with it; while reminders still wait, that they do.
const OF_OUTAGE = `left join ${OUTAGE_NEWS} o on n.outage_since >= o.since and n.outage_since < o.until`;
const OUTAGE_SINCE = 'coalesce(o.since, n.outage_since)';
const pageWithin = (
  reach: string,
): string => `select n.id, n.case_id as "caseId", c.reference, n.because, n.step, s.name as school, c.drill,
    app.ms(n.at) as at, n.seen_at as "seenAt", c.chain_hash as "chainHash", ${MICROS} as made,
    ${reach} as "mayOpen", d.ended_at is not null as ended, d.done_at is not null as done,
    d.step is not null and ${isLate(CASE_NOW)} as late,
    coalesce(o.what, 'reminders') as "outageWhat", app.ms(${OUTAGE_SINCE}) as "outageSince", app.ms(o.until) as "outageUntil",
    coalesce(${IS_ASKED}, false) as "isAsked", ${ASKED_FOR} as "askedFor"
  from app.notice n
  join app.case_file c on c.tenant_id = n.tenant_id and c.id = n.case_id
  join app.school s on s.tenant_id = c.tenant_id and s.id = c.school_id
  ${OF_OUTAGE}
  left join app.duty d on d.tenant_id = n.tenant_id and d.case_id = n.case_id and d.step = n.step
  where n.tenant_id = $1 and n.person_id = $2 and ($3::double precision is null
    or (n.created_at, n.id) < (timestamptz 'epoch' + $3 * interval '1 microsecond', $4::uuid))
  order by n.created_at desc, n.id desc limit $5`;
// What came together after an outage is one piece of news.
const UNSEEN = `select count(distinct coalesce((${OUTAGE_SINCE})::text, n.id::text)) filter (where not c.drill)::integer as unseen,
    count(*) filter (where c.drill)::integer as "unseenDrills"
  from app.notice n join app.case_file c on c.tenant_id = n.tenant_id and c.id = n.case_id
  ${OF_OUTAGE}
  where n.tenant_id = $1 and n.person_id = $2 and n.seen_at is null`;
const SEEN = `update app.notice set seen_at = clock_timestamp()
  where tenant_id = $1 and person_id = $2 and id = any($3::uuid[]) and seen_at is null returning id`;

/** What the caller was told. Reading it clears no duty. */
@Injectable()
export class NoticeService {
  constructor(private readonly scope: RequestScope) {}

  async mine({ cursor, limit }: PageQuery): Promise<NoticePage> {
    const { tx, caller } = this.scope;
    const before = decodeCursor(cursor, cursorKey) ?? ([null, null] as const);
    const reach = withinReach(caller.rules('case:read'), 'c', 6);
    const rows = await tx.query<Row>(
      pageWithin(reach.sql),
      [tx.tenantId, caller.personId, ...before, limit + 1, ...reach.values],
      reachName('notices-mine', reach),
    );
    const [count] = await tx.query<Pick<NoticePage, 'unseen' | 'unseenDrills'>>(
      UNSEEN,
      [tx.tenantId, caller.personId],
      'notices-unseen',
    );
    const { unseen = 0, unseenDrills = 0 } = count ?? {};
    const ofCases = await Promise.all(
      rows.map(async (row) => ({ made: row.made, notice: await noticeOf(tx, row) })),
    );
    const ofTrust = await trustNews(tx, this.hears, before, limit + 1);
    const shown = await sharesTo(tx, caller.personId);
    const ofShares = shown.map(shareNews).filter(({ made, notice }) => isBefore([made, notice.id], before));
    const cut = page(
      [...ofCases, ...ofTrust, ...ofShares].sort(newestFirst),
      limit,
      ({ notice }) => notice,
      ({ made, notice }) => [made, notice.id],
    );
    const unseenOfTrust = await unseenTrustNews(tx, this.hears);
    const unseenShown = (drill: boolean): number =>
      shown.filter((share) => share.seenAt === null && share.drill === drill).length;
    return {
      ...cut,
      unseen: unseen + unseenOfTrust + unseenShown(false),
      unseenDrills: unseenDrills + unseenShown(true),
    };
  }

  /** Ids that are not the caller's are passed over in silence: saying so would say that they are someone's. */
  async seen(ids: readonly string[]): Promise<void> {
    const { tx, caller } = this.scope;
    const { personId } = caller;
    const ofCases = await tx.query(SEEN, [tx.tenantId, personId, ids], 'notices-seen');
    const ofShares = await shareNewsSeen(tx, personId, ids);
    const ofTrust = await trustNewsSeen(tx, this.hears, ids);
    const count = ofCases.length + ofShares + ofTrust;
    if (count === 0) return;
    await audit(tx, { verb: 'notice.see', subjectKind: 'person', subjectId: personId, detail: { count } });
  }

  /** Of the trust's keys whoever may set them; of their own account everybody. */
  private get hears(): Hearer {
    const { caller } = this.scope;
    return { personId: caller.personId, ofTeam: caller.holds('carrier:set') };
  }
}

const isBefore = ([made, id]: readonly [number, string], [last, lastId]: Before): boolean =>
  last === null || made < last || (made === last && id < (lastId ?? ''));

/** As PostgreSQL sorts them. */
const newestFirst = (one: Placed, other: Placed): number =>
  other.made - one.made || (other.notice.id < one.notice.id ? -1 : 1);

async function noticeOf(tx: Tx, row: Row): Promise<Notice> {
  const title = row.step === null ? '' : (await stepOf(tx, row, row.step)).title;
  const { id, caseId, reference, because, school, drill, mayOpen } = row;
  const seenAt = row.seenAt === null ? null : row.seenAt.toISOString();
  const said = sentenceOf(row, title);
  const it = { id, caseId, reference, ...said, school, drill, at: iso(row.at), seenAt, mayOpen };
  return { ...it, because: reasonSaid(because), outage: outageOf(row) };
}

function outageOf({ outageWhat, outageSince, outageUntil }: Row): Notice['outage'] {
  if (outageSince === null) return null;
  const until = outageUntil === null ? null : iso(outageUntil);
  return { what: outageWhat, since: iso(outageSince), until };
}

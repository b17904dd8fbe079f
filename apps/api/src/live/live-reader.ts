import { Injectable } from '@nestjs/common';
import { Door } from '@trustward/database';
import type { Tx } from '@trustward/database';
import { rulesOf } from '@trustward/permissions';
import type { Who } from '@trustward/permissions';
import { postsOf } from '../platform/posts.ts';
import { unseenTrustNews } from '../notice/trust-news.ts';
import { rulesBy, sharesTo } from '../share/live-shares.ts';
import { reachName, withinReach } from '../shared/within-reach.ts';
import { Gate } from './gate.ts';
import type { Subscriber } from './subscriber.ts';

/** Leaves most of the pool to requests. */
const ASKING_AT_ONCE = 3;

const readableWithin = (reach: string): string =>
  `select c.id from app.case_file c where c.id = any($1::uuid[]) and ${reach}`;
// A case that one was let see, too, and one that is shown no more: the page that shows it must hear.
const HAS_NEWS = `select exists (select 1 from app.notice where seen_at is null)
  or exists (select 1 from app.case_share h where h.tenant_id = $1 and h.person_id = (select app.person())
    and (h.seen_at is null or h.ended_at > now() - interval '1 minute')) as news`;

/** Says to a page what changed, after asking again, each time, whether its person may know of it. */
@Injectable()
export class LiveReader {
  private readonly gate = new Gate(ASKING_AT_ONCE);

  constructor(private readonly door: Door) {}

  async tell(one: Subscriber): Promise<void> {
    const { cases, notices } = one.take();
    const told = await this.gate.pass(() =>
      this.door.run(one.session, async (tx) => {
        const { personId } = one.session;
        const who = { personId, posts: await postsOf(tx, personId) };
        return {
          readable: await this.readable(tx, [...cases.keys()], who),
          news: notices && rulesOf(who, 'notice:read').length > 0 && (await this.hasNews(tx, who)),
        };
      }),
    );
    for (const caseId of told.readable) one.send({ kind: 'case', caseId, version: cases.get(caseId) ?? 0 });
    if (told.news) one.send({ kind: 'notice' });
  }

  private async readable(tx: Tx, ids: readonly string[], who: Who): Promise<string[]> {
    if (ids.length === 0) return [];
    const rules = [...rulesOf(who, 'case:read'), ...rulesBy(who, await sharesTo(tx, who.personId))];
    const reach = withinReach(rules, 'c', 2);
    const rows = await tx.query<{ id: string }>(
      readableWithin(reach.sql),
      [ids, ...reach.values],
      reachName('live-readable', reach),
    );
    return rows.map(({ id }) => id);
  }

  private async hasNews(tx: Tx, who: Who): Promise<boolean> {
    const [row] = await tx.query<{ news: boolean }>(HAS_NEWS, [tx.tenantId], 'live-news');
    if (row?.news ?? false) return true;
    const ofTeam = rulesOf(who, 'carrier:set').length > 0;
    return (await unseenTrustNews(tx, { personId: who.personId, ofTeam })) > 0;
  }
}

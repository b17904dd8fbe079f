import { SHARE_REASON } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import { iso } from '../shared/instants.ts';
import type { Placed } from '../notice/trust-news.ts';
import type { LiveShare } from './live-shares.ts';

const SENTENCE = 'A colleague lets you see a case that you need to know of.';
const SEEN = `update app.case_share set seen_at = clock_timestamp()
  where tenant_id = $1 and person_id = $2 and id = any($3::uuid[]) and seen_at is null returning id`;

/** What somebody is told of a case that they are let see; once it has ended there is nothing to tell. */
export const shareNews = ({
  id,
  caseId,
  reference,
  school,
  drill,
  givenAt,
  seenAt,
  made,
}: LiveShare): Placed => ({
  made,
  notice: {
    ...{ id, caseId, reference, school, drill, because: SHARE_REASON, sentence: SENTENCE },
    ...{ at: iso(givenAt), seenAt: seenAt?.toISOString() ?? null, mayOpen: true, over: false, outage: null },
  },
});

export async function shareNewsSeen(tx: Tx, personId: string, ids: readonly string[]): Promise<number> {
  return (await tx.query(SEEN, [tx.tenantId, personId, ids], 'share-news-seen')).length;
}

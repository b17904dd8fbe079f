import type { Instant } from '@trustward/chain';
import type { LateBoard } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import { iso } from '../shared/instants.ts';
import { reachName } from '../shared/within-reach.ts';
import { OUTAGE_NEWS } from '../shared/outage-news.ts';
import type { Filter } from '@trustward/permissions';

type Shown = LateBoard['outages'][number];
type Row = Omit<Shown, 'since' | 'until'> & { readonly since: Instant; readonly until: Instant };

// As long as a weekend, and only where something became late: `$1` the trust, then the reach.
const outagesWithin = (
  reach: string,
): string => `select o.what, app.ms(o.since) as since, app.ms(o.until) as until, count(*)::integer as "becameLate",
    count(b.outage_what)::integer as "lateByOutage", ceil(extract(epoch from o.mute) / 60)::integer as "recordingMinutes"
  from ${OUTAGE_NEWS} o join app.breach b on b.tenant_id = $1 and b.at >= o.since and b.at < o.until
  join app.case_file c on c.tenant_id = b.tenant_id and c.id = b.case_id
  where o.until > clock_timestamp() - interval '3 days' and not c.drill and ${reach}
  group by o.what, o.since, o.until, o.mute order by o.since desc limit 6`;

/** The outages of late in which real duties became late, the last first: one sentence each, instead of one a duty. */
export async function outagesOf(tx: Tx, reach: Filter): Promise<Shown[]> {
  const values = [tx.tenantId, ...reach.values];
  const rows = await tx.query<Row>(outagesWithin(reach.sql), values, reachName('late-outages', reach));
  return rows.map(({ since, until, ...row }) => ({ ...row, since: iso(since), until: iso(until) }));
}

import type { Instant } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { whyUnreadable } from '../set-aside.ts';
import type { Consequences } from './consequences.ts';
import { inScope } from './scope.ts';
import { CHANGE, wouldCome } from './take-page.ts';
import type { Change } from './take-page.ts';

/** More are counted again by the worker: whoever presses the button does not wait for it. */
const AT_MOST = 20;

type Counts = readonly [number, number, number, number, number, Instant | null, Instant | null];

// Not as it was when it was counted, not by what time it is now, or not counted at all.
const MOVED = `select c.id as "caseId", coalesce(x.earlier, 0) as earlier, coalesce(x.later, 0) as later,
    coalesce(x.late, 0) as late, coalesce(x.handed, 0) as handed, coalesce(x.unowned, 0) as unowned,
    app.ms(x.was_at) as was, app.ms(x.is_at) as is
  from app.change ch join app.case_file c on c.tenant_id = ch.tenant_id
    left join app.change_case x on x.tenant_id = ch.tenant_id and x.change_id = ch.id and x.case_id = c.id
  where ch.tenant_id = $1 and ch.id = $2 and case when x.case_id is null then ${inScope('ch', 'c')}
    else not x.unreadable and (c.version <> x.case_version or x.holds_until <= clock_timestamp()) end
  order by c.id`;

interface Row {
  readonly caseId: string;
  readonly earlier: number;
  readonly later: number;
  readonly late: number;
  readonly handed: number;
  readonly unowned: number;
  readonly was: Instant | null;
  readonly is: Instant | null;
}

/**
 * Of how many cases something else would come by now than was counted. Cases of a trust at work move on every few
 * minutes, mostly without it making a difference, and a change that waited for all to stand still were never applied.
 */
export async function movedOn(tx: Tx, changeId: string): Promise<number> {
  const moved = await tx.query<Row>(MOVED, [tx.tenantId, changeId]);
  if (moved.length === 0 || moved.length > AT_MOST) return moved.length;
  const [change] = await tx.query<Change>(CHANGE, [tx.tenantId, changeId]);
  if (change === undefined) return moved.length;
  let others = 0;
  for (const row of moved) others += (await isOther(tx, change, row)) ? 1 : 0;
  return others;
}

async function isOther(tx: Tx, change: Change, row: Row): Promise<boolean> {
  try {
    const { found } = await wouldCome(tx, change, row.caseId);
    const [were, are] = [countedAs(row), countsOf(found)];
    return were.some((each, index) => each !== are[index]);
  } catch (error) {
    if (whyUnreadable(error) === null) throw error;
    return true;
  }
}

const countedAs = ({ earlier, later, late, handed, unowned, was, is }: Row): Counts => [
  ...([earlier, later, late, handed, unowned] as const),
  was,
  is,
];
const countsOf = ({ earlier, later, late, handed, unowned, nearest }: Consequences): Counts => [
  ...([earlier, later, late, handed, unowned] as const),
  nearest?.was ?? null,
  nearest?.is ?? null,
];

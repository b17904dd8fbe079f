import { say, wait } from '../say.ts';
import { ACTOR } from '../world/cases.ts';
import type { World } from '../world/world.ts';

/** A breach, and by how much it was recorded after its instant. */
interface Breach {
  readonly at: number;
  readonly late: number;
}

const RECORDED = `select app.ms(at) as at, app.ms(recorded_at) - app.ms(at) as late from app.breach
  where tenant_id = $1 and case_id = any($2::uuid[])`;

/** Waits until as many breaches are recorded as there are cases, but no longer than is decent. */
export async function recorded(
  { database }: World,
  tenantId: string,
  cases: readonly string[],
  withinMs: number,
): Promise<readonly Breach[]> {
  const giveUpAt = Date.now() + withinMs;
  for (;;) {
    const rows = await database.owner.run({ tenantId, actor: ACTOR }, (tx) =>
      tx.query<{ at: number; late: number }>(RECORDED, [tenantId, cases]),
    );
    if (rows.length >= cases.length || Date.now() > giveUpAt) return rows;
    await wait(500);
  }
}

/** Until the worker has carried every job and told everybody of what it was given. */
export async function atRest({ database }: World, tenantId: string, what: string): Promise<void> {
  const sql = `select (select count(*) from graphile_worker.jobs)::int as jobs,
    (select count(*) from app.delivery where tenant_id = $1 and state in ('pending', 'sending'))::int as deliveries`;
  const look = () =>
    database.owner.run({ tenantId, actor: ACTOR }, (tx) =>
      tx.query<{ jobs: number; deliveries: number }>(sql, [tenantId]),
    );
  for (let asked = 1; ; asked += 1) {
    const [left] = await look();
    if (left === undefined || left.jobs + left.deliveries === 0) return;
    if (asked % 20 === 0) say(`  ${what}: ${left.jobs} jobs and ${left.deliveries} deliveries to go`);
    await wait(1_000);
  }
}

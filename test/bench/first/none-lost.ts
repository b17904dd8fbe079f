import { byValue } from '../figure.ts';
import type { Figure } from '../figure.ts';
import { failures, send } from '../load/send.ts';
import type { Target } from '../load/shot.ts';
import { say } from '../say.ts';
import { ACTOR } from '../world/cases.ts';
import type { World } from '../world/world.ts';

const AT_ONCE = [8, 64, 512] as const;

/** Of these reports, how many have all that a report makes: case, event, duty, audit row and job. */
const WHOLE = `select count(*)::int as whole from unnest($2::uuid[]) as given(event)
  join app.case_file c on c.tenant_id = $1 and c.opening_event = given.event
  where exists (select from app.case_event e
      where e.tenant_id = $1 and e.case_id = c.id and e.event_id = given.event)
    and exists (select from app.duty d where d.tenant_id = $1 and d.case_id = c.id)
    and exists (select from app.audit a where a.tenant_id = $1 and a.case_id = c.id and a.verb = 'case.open')
    and exists (select from graphile_worker._private_jobs j where j.key = 'case/' || $1 || '/' || c.id)`;

/** No report that was acknowledged may lack a row, however many come at once. No worker runs, so each job still stands. */
export async function noneLost(
  world: World,
  target: Target,
  tenantId: string,
  quick: boolean,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const connections of AT_ONCE) {
    const count = quick ? connections : Math.max(connections * 2, 400);
    const outcome = await send({ kind: 'count', target, connections, count });
    const [row] = await world.database.owner.run({ tenantId, actor: ACTOR }, (tx) =>
      tx.query<{ whole: number }>(WHOLE, [tenantId, outcome.acknowledged]),
    );
    const lost = outcome.acknowledged.length - (row?.whole ?? 0);
    const name = `report-a-concern.lost-at-${connections}-at-once`;
    say(`  ${name}: ${count} sent, ${outcome.answered} acknowledged, ${JSON.stringify(outcome.statuses)}`);
    const figure = byValue({ name, value: lost, unit: 'reports' }, { atMost: 0 });
    // A report that was turned away is not lost, but neither was it taken.
    figures.push({ ...figure, holds: figure.holds && failures(outcome) === 0 });
  }
  return figures;
}

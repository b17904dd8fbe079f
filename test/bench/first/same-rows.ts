import { failures, send } from '../load/send.ts';
import type { Target } from '../load/shot.ts';
import { ACTOR } from '../world/cases.ts';
import type { World } from '../world/world.ts';

const TABLES = [
  'app.case_file',
  'app.case_event',
  'app.duty',
  'app.delivery',
  'app.audit',
  'graphile_worker._private_jobs',
] as const;

/** Fails unless one request to each makes as many rows in each table: else the bare route would be no reference. */
export async function makeTheSameRows(
  world: World,
  tenantId: string,
  ours: Target,
  bare: Target,
): Promise<void> {
  const [made, madeBare] = [await madeBy(world, tenantId, ours), await madeBy(world, tenantId, bare)];
  if (JSON.stringify(made) === JSON.stringify(madeBare)) return;
  throw new Error(
    `The bare route makes ${JSON.stringify(madeBare)} where ours makes ${JSON.stringify(made)}.`,
  );
}

async function madeBy(world: World, tenantId: string, target: Target): Promise<Record<string, number>> {
  const before = await countsOf(world, tenantId);
  const outcome = await send({ kind: 'count', target, connections: 1, count: 1 });
  if (failures(outcome) > 0) throw new Error(`${target.url} answered ${JSON.stringify(outcome.statuses)}.`);
  const after = await countsOf(world, tenantId);
  return Object.fromEntries(TABLES.map((table) => [table, (after[table] ?? 0) - (before[table] ?? 0)]));
}

async function countsOf({ database }: World, tenantId: string): Promise<Record<string, number>> {
  const counts = TABLES.map((table) => `(select count(*)::int from ${table}) as "${table}"`);
  const [row] = await database.owner.run({ tenantId, actor: ACTOR }, (tx) =>
    tx.query<Record<string, number>>(`select ${counts.join(', ')}`),
  );
  return row ?? {};
}

import { heartbeat } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { reconcile, takePage } from '@trustward/casework';
import type { ReconcileResult, UpkeepActivities } from '@trustward/contracts/temporal';
import { reconciled } from '@trustward/observability';
import type { Logger } from '@trustward/observability';
import { Timekeeper } from '@trustward/temporal';
import type { Doors } from '../lifecycle/open-doors.ts';
import type { StartDeliveries } from './start-deliveries.ts';

export interface UpkeepNeeds {
  readonly doors: Doors;
  readonly client: Client;
  readonly startDeliveries: StartDeliveries;
  readonly log: Logger;
}

const BEAT_MS = 5_000;
/** People watch a change go on. */
const PAGE_BEAT_MS = 1_000;
const DIFFERENCES = ['missing', 'behind', 'surplus'] as const;
for (const difference of DIFFERENCES) reconciled.inc({ difference }, 0);

/**
 * Repeatable: what was repaired is no difference any more, and what a change has done to a case it has done. Each
 * difference found is an alarm, as there should be none.
 */
export const upkeepActivities = ({ doors, client, startDeliveries, log }: UpkeepNeeds): UpkeepActivities => ({
  reconcile: () => beating(() => compare({ doors, client, log })),
  changePage: (input) =>
    beating(async () => {
      const page = await takePage(doors.door, input);
      await startDeliveries(input.tenantId, page);
      return { ...page, deliveries: [] };
    }, PAGE_BEAT_MS),
});

async function compare({
  doors,
  client,
  log,
}: Omit<UpkeepNeeds, 'startDeliveries'>): Promise<ReconcileResult> {
  const found = await reconcile(doors, new Timekeeper(client), () => undefined);
  for (const difference of DIFFERENCES) {
    reconciled.inc({ difference }, found[difference].length);
    for (const { tenantId, caseId } of found[difference]) {
      log.error('Temporal and PostgreSQL differed', { tenantId, caseId, difference });
    }
  }
  const { missing, behind, surplus } = found;
  return { ...found, missing: missing.length, behind: behind.length, surplus: surplus.length };
}

/** Temporal learns by the silence that a worker was killed in the middle. */
async function beating<T>(work: () => Promise<T>, everyMs = BEAT_MS): Promise<T> {
  const timer = setInterval(() => heartbeat(), everyMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

import { activityInfo, heartbeat } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { reconcile, routinePage, takePage } from '@trustward/casework';
import type {
  ReconcileResult,
  RoutineResult,
  RoutineRun,
  UpkeepActivities,
} from '@trustward/contracts/temporal';
import { reconcileFailures, reconciled, routineFailures } from '@trustward/observability';
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
const DIFFERENCES = ['missing', 'behind', 'surplus', 'untold'] as const;
for (const difference of DIFFERENCES) reconciled.inc({ difference }, 0);

/**
 * Repeatable: what was repaired is no difference any more, and what a change has done to a case it has done. Each
 * difference found is an alarm, as there should be none.
 */
export const upkeepActivities = (needs: UpkeepNeeds): UpkeepActivities => ({
  openRoutines: (input) => beating(() => openRoutines(needs, input)),
  reconcile: () => beating(() => compare(needs)),
  changePage: (input) =>
    beating(async () => {
      const page = await takePage(needs.doors.door, input);
      await needs.startDeliveries(input.tenantId, page);
      return { ...page, deliveries: [] };
    }, PAGE_BEAT_MS),
});

async function compare({ doors, client, log }: UpkeepNeeds): Promise<ReconcileResult> {
  const found = await reconcile(doors, new Timekeeper(client), () => undefined).catch((failed: unknown) => {
    reconcileFailures.inc();
    throw failed;
  });
  for (const difference of DIFFERENCES) {
    reconciled.inc({ difference }, found[difference].length);
    for (const { tenantId, caseId } of found[difference]) {
      log.error('Temporal and PostgreSQL differed', { tenantId, caseId, difference });
    }
  }
  for (const it of found.notEnded) log.error('a workflow without a case could not be ended', { ...it });
  const { open, running, missing, behind, surplus, untold, mayRepeat } = found;
  const counts = { missing: missing.length, behind: behind.length, surplus: surplus.length };
  return { open, running, ...counts, untold: untold.length, mayRepeat };
}

/** What is away comes back within so many tries; what still fails then is a school's own trouble, and asked again the next day. */
const TRIES = 3;

async function openRoutines({ doors, log }: UpkeepNeeds, { after }: RoutineRun): Promise<RoutineResult> {
  const { opened, failures, next } = await routinePage(doors, after ?? null);
  const [first] = failures;
  if (first !== undefined && activityInfo().attempt < TRIES) throw first.error;
  routineFailures.inc(failures.length);
  for (const { tenantId, schoolId, chainId, error } of failures) {
    log.error('what comes with the calendar could not be opened', {
      tenantId,
      schoolId,
      chainId,
      err: error,
    });
  }
  if (opened > 0) log.info('cases came with the calendar', { count: opened });
  return { opened, failed: failures.length, next };
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

import { proxyActivities } from '@temporalio/workflow';
import type { ReconcileResult, UpkeepActivities } from '@trustward/contracts/temporal';

/** Repeatable: what was repaired is no difference any more. A worker that is killed in the middle is noticed by its silence. */
const { reconcile } = proxyActivities<UpkeepActivities>({
  startToCloseTimeout: '2h',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '10s', backoffCoefficient: 2, maximumInterval: '5m', maximumAttempts: 10 },
});

/** Compares what Temporal drives with what PostgreSQL says, every night, and answers in counts. */
export async function reconcileWorkflow(): Promise<ReconcileResult> {
  return reconcile();
}

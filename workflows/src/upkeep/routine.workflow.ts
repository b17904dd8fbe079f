import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { RoutineRun, UpkeepActivities } from '@trustward/contracts/temporal';

/** Repeatable: what has been opened is there. It goes on until it succeeds, as a school that is passed over owes nothing. */
const { openRoutines } = proxyActivities<UpkeepActivities>({
  startToCloseTimeout: '10m',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '10s', backoffCoefficient: 2, maximumInterval: '5m' },
});

const HISTORY_MAX = 400;

/** Opens at every school what has come round there, page by page. */
export async function routineWorkflow(from: RoutineRun = {}): Promise<void> {
  let run = from;
  for (;;) {
    const { next } = await openRoutines(run);
    if (next === null) return;
    run = { after: next };
    const { continueAsNewSuggested, historyLength } = workflowInfo();
    if (continueAsNewSuggested || historyLength > HISTORY_MAX) {
      await continueAsNew<typeof routineWorkflow>(run);
    }
  }
}

import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { POKE_SIGNAL, type ChangeInput, type UpkeepActivities } from '@trustward/contracts/temporal';
import { startDeliveries } from '../delivery/start-deliveries.ts';

/** Repeatable: what was counted or applied is not done again. It goes on until it succeeds, as half a change is none. */
const { changePage } = proxyActivities<UpkeepActivities>({
  startToCloseTimeout: '5m',
  heartbeatTimeout: '5s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '30s' },
});

const poke = defineSignal(POKE_SIGNAL);
const HISTORY_MAX = 400;

/** Takes a change through the cases that it concerns, page by page; poked again, it looks whether there is more to do. */
export async function changeWorkflow(input: ChangeInput): Promise<void> {
  let poked = false;
  setHandler(poke, () => {
    poked = true;
  });
  for (;;) {
    poked = false;
    const { deliveries, isOver } = await changePage(input);
    await startDeliveries(input.tenantId, { deliveries });
    await condition(allHandlersFinished);
    if (isOver && !poked) return;
    const { continueAsNewSuggested, historyLength } = workflowInfo();
    if (continueAsNewSuggested || historyLength > HISTORY_MAX) {
      await continueAsNew<typeof changeWorkflow>(input);
    }
  }
}

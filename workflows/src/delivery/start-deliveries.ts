import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, startChild } from '@temporalio/workflow';
import { DELIVERY_QUEUE, deliveryWorkflowId, type DeliveryInput } from '@trustward/contracts/temporal';
import { deliverWorkflow } from './deliver.workflow.ts';

/** Starts one workflow for each; they live on when the one that started them ends. */
export async function startDeliveries(tenantId: string, deliveryIds: readonly string[]): Promise<void> {
  await Promise.all(deliveryIds.map((deliveryId) => startDelivery({ tenantId, deliveryId })));
}

async function startDelivery(input: DeliveryInput): Promise<void> {
  try {
    await startChild(deliverWorkflow, {
      workflowId: deliveryWorkflowId(input),
      taskQueue: DELIVERY_QUEUE,
      args: [input],
      workflowTaskTimeout: '5s',
      parentClosePolicy: ParentClosePolicy.ABANDON,
    });
  } catch (failure: unknown) {
    // Already on its way, which is what was wanted; asking the server is the only way to know.
    if (!(failure instanceof WorkflowExecutionAlreadyStartedError)) throw failure;
  }
}

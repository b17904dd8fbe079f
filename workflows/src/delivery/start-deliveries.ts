import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, startChild } from '@temporalio/workflow';
import {
  DELIVERY_QUEUE,
  deliveryWorkflowId,
  type DeliveryInput,
  type WakeResult,
} from '@trustward/contracts/temporal';
import { deliverWorkflow } from './deliver.workflow.ts';

/** Of five, with three for everything else. */
const AFTER_EVERYTHING_REAL = 5;

/** Starts one workflow for each; they live on when the one that started them ends. */
export async function startDeliveries(
  tenantId: string,
  { deliveries, drill = false }: Pick<WakeResult, 'deliveries' | 'drill'>,
): Promise<void> {
  await Promise.all(deliveries.map((deliveryId) => startDelivery({ tenantId, deliveryId }, drill)));
}

async function startDelivery(input: DeliveryInput, drill: boolean): Promise<void> {
  try {
    await startChild(deliverWorkflow, {
      workflowId: deliveryWorkflowId(input),
      taskQueue: DELIVERY_QUEUE,
      args: [input],
      workflowTaskTimeout: '5s',
      // With the key of its trust: what a workflow is given replaces all that it would inherit.
      ...(drill && { priority: { priorityKey: AFTER_EVERYTHING_REAL, fairnessKey: input.tenantId } }),
      parentClosePolicy: ParentClosePolicy.ABANDON,
    });
  } catch (failure: unknown) {
    // Already on its way, which is what was wanted; asking the server is the only way to know.
    if (!(failure instanceof WorkflowExecutionAlreadyStartedError)) throw failure;
  }
}

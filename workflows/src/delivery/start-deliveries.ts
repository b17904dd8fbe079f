import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  ParentClosePolicy,
  getExternalWorkflowHandle,
  isCancellation,
  patched,
  startChild,
} from '@temporalio/workflow';
import {
  DELIVERY_QUEUE,
  deliveryWorkflowId,
  type DeliveryInput,
  type WakeResult,
} from '@trustward/contracts/temporal';
import { deliverWorkflow, lookAgain } from './deliver.workflow.ts';

/** Of five, with three for everything else. */
const AFTER_EVERYTHING_REAL = 5;

/**
 * For what was recorded before the activities themselves started what they have to be told: one workflow for each, which
 * lives on when the one that started it ends.
 */
export async function startDeliveries(
  tenantId: string,
  { deliveries, drill = false }: Pick<WakeResult, 'deliveries' | 'drill'>,
): Promise<void> {
  await Promise.all(deliveries.map((deliveryId) => startDelivery({ tenantId, deliveryId }, drill)));
}

async function startDelivery(input: DeliveryInput, drill: boolean): Promise<void> {
  // Starting it is the only way to hear whether it is already on its way.
  if (await isStarted(input, drill)) return;
  if (patched('asks-to-look-again') && !(await isAskedToLookAgain(input))) await isStarted(input, drill);
}

async function isStarted(input: DeliveryInput, drill: boolean): Promise<boolean> {
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
    return true;
  } catch (failure: unknown) {
    if (failure instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw failure;
  }
}

/** What is under way may have looked before there was this to send. Not asked where it ended in between. */
async function isAskedToLookAgain(input: DeliveryInput): Promise<boolean> {
  try {
    await getExternalWorkflowHandle(deliveryWorkflowId(input)).signal(lookAgain);
    return true;
  } catch (failure: unknown) {
    if (isCancellation(failure)) throw failure;
    return false;
  }
}

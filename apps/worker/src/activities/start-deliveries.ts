import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type Client,
  type WorkflowStartOptions,
} from '@temporalio/client';
import {
  DELIVERY_QUEUE,
  LOOK_AGAIN_SIGNAL,
  deliveryWorkflowId,
  type DeliveryInput,
  type WakeResult,
} from '@trustward/contracts/temporal';
import type { deliverWorkflow } from '@trustward/workflows';

const AT_ONCE = 25;
const WITHIN_MS = 5_000;
/** How long a delivery waits when the worker that held it was killed. */
const TASK_TIMEOUT = '5s' as const;
/** Of five, with three for everything else: what a drill tells lets everything real go first. */
const AFTER_EVERYTHING_REAL = 5;

type Priority = NonNullable<WorkflowStartOptions['priority']>;

interface ToTell extends Pick<WakeResult, 'deliveries' | 'drill'> {
  /** Those that go ahead of whatever else their trust has to tell. */
  readonly urgent?: readonly string[];
}
export type StartDeliveries = (tenantId: string, toTell: ToTell) => Promise<void>;

/**
 * Starts a workflow for each, under its own id, so that it may be asked for again. Not as a child of who asks: each would
 * write its start and its end into that one's history, and wake it twice for nothing.
 */
export const startDeliveriesWith =
  (client: Client): StartDeliveries =>
  async (tenantId, { deliveries, urgent = [], drill = false }) => {
    const start = (deliveryId: string) => {
      // In turns of its own, a trust's urgent waits for none of its thousands, and no other trust's for it.
      const fairnessKey = urgent.includes(deliveryId) ? `${tenantId}/urgent` : tenantId;
      const priority = { fairnessKey, ...(drill && { priorityKey: AFTER_EVERYTHING_REAL }) };
      return startDelivery(client, { tenantId, deliveryId }, priority);
    };
    for (let from = 0; from < deliveries.length; from += AT_ONCE) {
      const next = deliveries.slice(from, from + AT_ONCE);
      await client.withDeadline(Date.now() + WITHIN_MS, () => Promise.all(next.map(start)));
    }
  };

async function startDelivery(client: Client, input: DeliveryInput, priority: Priority): Promise<void> {
  // Starting it is the only way to hear whether it is already on its way.
  if (await isStarted(client, input, priority)) return;
  if (!(await isAskedToLookAgain(client, input))) await isStarted(client, input, priority);
}

async function isStarted(client: Client, input: DeliveryInput, priority: Priority): Promise<boolean> {
  try {
    await client.workflow.start<typeof deliverWorkflow>('deliverWorkflow', {
      workflowId: deliveryWorkflowId(input),
      taskQueue: DELIVERY_QUEUE,
      args: [input],
      workflowTaskTimeout: TASK_TIMEOUT,
      priority,
    });
    return true;
  } catch (refused: unknown) {
    if (refused instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw refused;
  }
}

/** What is under way may have looked before there was this to send. Not asked where it ended in between. */
async function isAskedToLookAgain(client: Client, input: DeliveryInput): Promise<boolean> {
  try {
    await client.workflow.getHandle(deliveryWorkflowId(input)).signal(LOOK_AGAIN_SIGNAL);
    return true;
  } catch (refused: unknown) {
    if (refused instanceof WorkflowNotFoundError) return false;
    throw refused;
  }
}

import { isCancellation, proxyActivities } from '@temporalio/workflow';
import {
  MESSAGE_QUEUE,
  type DeliveryActivities,
  type DeliveryInput,
  type DeliveryResult,
  type MessageActivities,
  type MessageInput,
} from '@trustward/contracts/temporal';

/**
 * Repeatable: one notice per person and cause, by a unique key. It is tried until it succeeds or is refused,
 * because a notice that nobody received is the failure this system exists to prevent.
 */
const untilDone = {
  startToCloseTimeout: '5s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '10s' },
} as const;
const { deliver } = proxyActivities<DeliveryActivities>(untilDone);
const { giveUp } = proxyActivities<MessageActivities>({ ...untilDone, taskQueue: MESSAGE_QUEUE });

/** A server that is away or says “later” is asked again for a day; after that nobody waits for this message. */
const { send } = proxyActivities<MessageActivities>({
  taskQueue: MESSAGE_QUEUE,
  startToCloseTimeout: '30s',
  scheduleToCloseTimeout: '24h',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5m' },
});

/** Tells everyone whom one delivery concerns, in the portal at once, outside it each by themselves; answers how many. */
export async function deliverWorkflow(input: DeliveryInput): Promise<DeliveryResult> {
  const { told, messages = [] } = await deliver(input);
  await Promise.all(messages.map((messageId) => sendOrGiveUp({ tenantId: input.tenantId, messageId })));
  return { told };
}

async function sendOrGiveUp(message: MessageInput): Promise<void> {
  try {
    await send(message);
  } catch (failure: unknown) {
    if (isCancellation(failure)) throw failure;
    await giveUp(message);
  }
}

import { proxyActivities } from '@temporalio/workflow';
import type { DeliveryActivities, DeliveryInput, DeliveryResult } from '@trustward/contracts/temporal';

/**
 * Repeatable: one notice per person and cause, by a unique key. It is tried until it succeeds or is refused,
 * because a notice that nobody received is the failure this system exists to prevent.
 */
const { deliver } = proxyActivities<DeliveryActivities>({
  startToCloseTimeout: '5s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '10s' },
});

/** Tells everyone whom one delivery concerns, and answers how many that were. */
export async function deliverWorkflow(input: DeliveryInput): Promise<DeliveryResult> {
  return deliver(input);
}

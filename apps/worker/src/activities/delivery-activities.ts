import { deliverNotice } from '@trustward/casework';
import type { Sending } from '@trustward/casework';
import type { DeliveryActivities } from '@trustward/contracts/temporal';
import type { Door } from '@trustward/database';

/** Repeatable: one notice per person and cause, by a unique key, and a delivery that was sent stays sent. */
export const deliveryActivities = (door: Door, sending: Sending): DeliveryActivities => ({
  deliver: (input) => deliverNotice(door, input, sending),
});

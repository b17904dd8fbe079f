import { deliverNotice } from '@trustward/casework';
import type { Sending } from '@trustward/casework';
import type { DeliveryActivities } from '@trustward/contracts/temporal';
import type { Door } from '@trustward/database';
import type { Carriers } from '../mail/carrier.ts';
import type { PostOffice } from '../mail/post-office.ts';

/** Repeatable: one notice per person and cause, by a unique key, and a delivery that was sent stays sent. */
export const deliveryActivities = (door: Door, post: PostOffice): DeliveryActivities => ({
  deliver: async (input) => deliverNotice(door, input, sendingBy(await post.of(door, input.tenantId))),
});

const sendingBy = ({ email, text }: Carriers): Sending => ({
  email: email === null ? 'later' : 'now',
  text: text !== null,
});

import type { CarrierAnswer } from '@trustward/contracts';
import type { Door } from '@trustward/database';
import { end } from './message.ts';
import type { Fate } from './message.ts';
import { WORKER_ACTOR } from './worker-actor.ts';

/** What a carrier says of a message that it accepted, and what has become of it then. */
const MEANING: Readonly<Record<CarrierAnswer['status'], Fate['state']>> = {
  delivered: 'delivered',
  'permanent-failure': 'bounced',
  'temporary-failure': 'noAnswer',
  'technical-failure': 'noAnswer',
};

/** Repeatable, and in any order with our own writing down that it was accepted: the first word of the carrier stays. */
export function answered(door: Door, { tenantId, messageId, status }: CarrierAnswer): Promise<void> {
  const fate = { state: MEANING[status], ...(status !== 'delivered' && { code: status }) };
  return door.run({ tenantId, actor: WORKER_ACTOR }, (tx) =>
    end(tx, messageId, fate, ['waiting', 'accepted']),
  );
}

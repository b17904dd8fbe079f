import { trustMailOf } from '@trustward/casework';
import type { Door } from '@trustward/database';
import type { Task } from 'graphile-worker';
import type { StartDeliveries } from '../activities/start-deliveries.ts';

/** Has what people were told of no case, of the trust's settings or their own account, sent like every other letter. */
export const trustMailTask =
  (door: Door, startDeliveries: StartDeliveries): Task =>
  async (payload) => {
    const { tenantId } = payload as { readonly tenantId: string };
    await startDeliveries(tenantId, { deliveries: await trustMailOf(door, tenantId) });
  };

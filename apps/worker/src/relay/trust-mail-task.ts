import { trustMailOf } from '@trustward/casework';
import type { Door } from '@trustward/database';
import type { Task } from 'graphile-worker';
import type { StartDeliveries } from '../activities/start-deliveries.ts';

/** Has what the central team was told of the trust's own settings sent as any other letter is. */
export const trustMailTask =
  (door: Door, startDeliveries: StartDeliveries): Task =>
  async (payload) => {
    const { tenantId } = payload as { readonly tenantId: string };
    await startDeliveries(tenantId, { deliveries: await trustMailOf(door, tenantId) });
  };

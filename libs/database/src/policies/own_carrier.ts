import { tenantFence } from './fence.ts';

/** The worker sends by it. The API learns of it only what shows that a callback is the trust's own: by a function. */
export const ownCarrier = tenantFence('app.own_carrier', {
  api: [],
  worker: ['select (tenant_id, carrier, sealed)'],
});

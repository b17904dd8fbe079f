import { tenantFence } from './fence.ts';

/** What was held of a local authority stays, each under its number. */
export const ownAuthority = tenantFence('app.own_authority', {
  api: ['select', 'insert (tenant_id, authority_id, number, hours, limits, hash, layer, change_id)'],
  worker: ['select'],
});

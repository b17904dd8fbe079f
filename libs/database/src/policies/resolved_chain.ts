import { tenantFence } from './fence.ts';

/** Written by whoever opens the first case under it, and never changed: a case names it by its hash. */
const PIN = 'insert (tenant_id, hash, chain_id, body)';

export const resolvedChain = tenantFence('app.resolved_chain', {
  api: ['select', PIN],
  worker: ['select', PIN],
});

import { tenantFence } from './fence.ts';

export const chainVersion = tenantFence('app.chain_version', { api: ['select'], worker: ['select'] });

import { tenantFence } from './fence.ts';

export const layerVersion = tenantFence('app.layer_version', { api: ['select'], worker: ['select'] });

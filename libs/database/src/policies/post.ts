import { tenantFence } from './fence.ts';

export const post = tenantFence('app.post', { api: ['select'], worker: ['select'] });

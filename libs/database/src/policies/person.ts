import { tenantFence } from './fence.ts';

export const person = tenantFence('app.person', { api: ['select'], worker: ['select'] });

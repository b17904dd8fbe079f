import { tenantFence } from './fence.ts';

export const school = tenantFence('app.school', { api: ['select'], worker: ['select'] });

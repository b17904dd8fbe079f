import { tenantFence } from './fence.ts';

/** Read by the exclusion rules of issue 4 through functions of their own; nobody serves it. */
export const relationship = tenantFence('app.relationship', { api: [], worker: [] });

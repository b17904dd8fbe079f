import { tenantFence } from './fence.ts';

/** Drafted and confirmed by people; how far it has got is the worker's to say. What it changes is never edited. */
export const change = tenantFence('app.change', {
  api: [
    'select',
    'insert (tenant_id, id, kind, school_id, person_id, value, was, made_by)',
    'update (was, state, version, listed, applied_by, applied_at)',
  ],
  worker: ['select', 'update (state, listed)'],
});

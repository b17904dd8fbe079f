import { tenantFence } from './fence.ts';

/** Entered by people; it ends earlier than it was to, or never begins, but is not taken away. */
export const absence = tenantFence('app.absence', {
  api: ['select', 'insert (tenant_id, id, person_id, from_at, until_at)', 'update (until_at)'],
  worker: ['select'],
});

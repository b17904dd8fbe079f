import { tenantFence } from './fence.ts';

/** What a school's calendar says stays under its hash, for the cases that pin it. */
export const schoolCalendar = tenantFence('app.school_calendar', {
  api: ['select', 'insert (tenant_id, school_id, number, hash, snapshot, change_id)'],
  worker: ['select'],
});

import { caseFence } from './fence.ts';
import { GUARD } from './roles.ts';

export const delivery = [
  ...caseFence('app.delivery', {
    api: ['select', 'insert'],
    worker: ['select', 'insert', 'update (state, sent_at, told_to, told_at, seen_to_at)'],
  }),
  `create policy guard on app.delivery for select to ${GUARD} using (true)`,
  `grant select (tenant_id, case_id, state, created_at, seen_to_at) on app.delivery to ${GUARD}`,
];

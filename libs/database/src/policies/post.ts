import { tenantFence } from './fence.ts';
import { GUARD } from './roles.ts';

export const post = tenantFence('app.post', { api: ['select'], worker: ['select'] });

/** The guard asks for whom somebody acts, and nothing else of a post. */
export const actsForOthers = [
  `create policy guard on app.post for select to ${GUARD}
     using (tenant_id = (select app.tenant()) and cover_for is not null)`,
  `grant select (tenant_id, person_id, cover_for, since, until) on app.post to ${GUARD}`,
];

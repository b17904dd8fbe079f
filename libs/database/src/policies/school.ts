import { tenantFence } from './fence.ts';
import { GUARD } from './roles.ts';

export const school = tenantFence('app.school', { api: ['select'], worker: ['select'] });

/** Which schools there are, over every trust, and nothing else of them. */
export const listedSchools = [
  `create policy guard on app.school for select to ${GUARD} using (true)`,
  `grant select (tenant_id, id) on app.school to ${GUARD}`,
];

import { tenantFence } from './fence.ts';
import { GUARD } from './roles.ts';

/** The guard asks whether the person of the transaction is one of its trust, and sees nobody else. */
export const person = [
  ...tenantFence('app.person', { api: ['select'], worker: ['select'] }),
  `create policy guard on app.person for select to ${GUARD}
     using (tenant_id = (select app.tenant()) and id = (select app.person()))`,
  `grant select (tenant_id, id) on app.person to ${GUARD}`,
];

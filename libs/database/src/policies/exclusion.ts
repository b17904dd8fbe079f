import { caseFence } from './fence.ts';
import { GUARD } from './roles.ts';

/**
 * The guard, and only it, answers from which cases the person of the transaction is excluded: hidden from the
 * excluded, the table would fail open, and a policy that reads its own table recurses.
 */
export const exclusion = [
  ...caseFence('app.exclusion', { api: ['select'], worker: ['select'] }),
  `create policy guard on app.exclusion for select to ${GUARD}
     using (tenant_id = (select app.tenant()) and person_id = (select app.person()))`,
  `grant select (tenant_id, case_id, person_id) on app.exclusion to ${GUARD}`,
];

import { caseFence } from './fence.ts';
import { GUARD } from './roles.ts';

const OF_THIS_TRUST = 'tenant_id = (select app.tenant())';

/**
 * The guard, and only it, answers from which cases the person of the transaction is excluded: hidden from the
 * excluded, the table would fail open, and a policy that reads its own table recurses. It also copies the exclusions of
 * a case to those that it opened, which whoever opens them may not see and must not choose.
 */
export const exclusion = [
  ...caseFence('app.exclusion', { api: ['select'], worker: ['select'] }),
  `create policy guard on app.exclusion for select to ${GUARD} using (${OF_THIS_TRUST})`,
  `create policy guard_copies on app.exclusion for insert to ${GUARD} with check (${OF_THIS_TRUST})`,
  `grant select (tenant_id, case_id, person_id, cause), insert (tenant_id, case_id, person_id, cause)
     on app.exclusion to ${GUARD}`,
];

import { tenantFence } from './fence.ts';
import { GUARD } from './roles.ts';

const OF_THIS_TRUST = 'tenant_id = (select app.tenant())';

/** Written with a person, and read by the guard alone, who finds who may be the same. */
export const likeness = [
  ...tenantFence('app.likeness', {
    api: ['insert (tenant_id, person_id, mark)'],
    worker: [],
  }),
  `create policy guard on app.likeness for select to ${GUARD} using (${OF_THIS_TRUST})`,
  `grant select on app.likeness to ${GUARD}`,
];

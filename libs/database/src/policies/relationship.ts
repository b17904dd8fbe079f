import { tenantFence } from './fence.ts';
import { API, GUARD, WORKER } from './roles.ts';

/** What is declared is read by the exclusion rules of issue 4 through functions of their own; nobody serves it. */
export const relationship = tenantFence('app.relationship', { api: [], worker: [] });

const ALIKE = `kind = 'samePerson'`;
const OF_THIS_TRUST = 'tenant_id = (select app.tenant())';

/** Who may be whom is found by the guard, both ways round, and undone by nobody; of all ties the API and the worker see this one. */
export const findsAlike = [
  `create policy alike on app.relationship as restrictive for select to ${API}, ${WORKER} using (${ALIKE})`,
  `grant select on app.relationship to ${API}, ${WORKER}`,
  `create policy guard on app.relationship for select to ${GUARD} using (${OF_THIS_TRUST} and ${ALIKE})`,
  `create policy guard_finds on app.relationship for insert to ${GUARD} with check (${OF_THIS_TRUST} and ${ALIKE})`,
  `grant select, insert on app.relationship to ${GUARD}`,
];

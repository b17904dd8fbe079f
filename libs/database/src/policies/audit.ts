import { inOwnName, tenantFence } from './fence.ts';
import { API } from './roles.ts';

/** Append-only. An excluded person reads no audit row of the case either. */
export const audit = [
  ...tenantFence(
    'app.audit',
    { api: ['select', 'insert'], worker: ['insert'] },
    { check: inOwnName('person_id', 'actor') },
  ),
  `create policy not_excluded on app.audit as restrictive to ${API}
     using (case_id is null or case_id <> all((select app.excluded_cases())::uuid[]))`,
];

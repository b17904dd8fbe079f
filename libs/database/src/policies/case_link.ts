import { caseFence } from './fence.ts';
import { GUARD } from './roles.ts';

/** Append-only, and fenced on both ends: who is shut out from either case does not learn that the two belong together. */
export const caseLink = [
  ...caseFence(
    'app.case_link',
    { api: ['select', 'insert'], worker: ['select', 'insert'] },
    { key: 'parent_case_id', and: 'child_case_id <> all((select app.excluded_cases())::uuid[])' },
  ),
  `create policy guard on app.case_link for select to ${GUARD} using (tenant_id = (select app.tenant()))`,
  `grant select (tenant_id, parent_case_id, child_case_id) on app.case_link to ${GUARD}`,
];

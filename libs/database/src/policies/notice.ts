import { caseFence } from './fence.ts';
import { GUARD } from './roles.ts';

/** A person reads and ticks off their own notices and nobody else's. */
export const notice = caseFence(
  'app.notice',
  { api: ['select', 'update (seen_at)'], worker: ['select', 'insert'] },
  { and: 'person_id = (select app.person())' },
);

/** When whom was told of what, whoever asks; see `app.told_when`. */
export const toldWhen = [
  `create policy guard on app.notice for select to ${GUARD} using (true)`,
  `grant select (tenant_id, case_id, person_id, key, created_at) on app.notice to ${GUARD}`,
];

import { caseFence } from './fence.ts';

/** A person reads and ticks off their own notices and nobody else's. */
export const notice = caseFence(
  'app.notice',
  { api: ['select', 'update (seen_at)'], worker: ['select', 'insert'] },
  { and: 'person_id = (select app.person())' },
);

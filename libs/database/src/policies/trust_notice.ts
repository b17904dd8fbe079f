import { tenantFence } from './fence.ts';
import { API, GUARD, WORKER } from './roles.ts';

/** Somebody reads and ticks off what they were told themselves, and has others told in their own name alone. */
export const trustNotice = [
  ...tenantFence('app.trust_notice', {
    api: ['select', 'insert (tenant_id, id, person_id, because, made_by)', 'update (seen_at)'],
    worker: ['select', 'update (mail)'],
  }),
  `create policy own_read on app.trust_notice as restrictive for select to ${API} using (person_id = (select app.person()))`,
  `create policy own_seen on app.trust_notice as restrictive for update to ${API} using (person_id = (select app.person()))`,
  `create policy own_name on app.trust_notice as restrictive for insert to ${API} with check (made_by = (select app.person()))`,
];

/** How much of their mail waits, and since when, is counted over every trust. */
export const countedTrustNotices = [
  `create policy guard on app.trust_notice for select to ${GUARD} using (true)`,
  `grant select (mail, created_at) on app.trust_notice to ${GUARD}`,
];

/** And from when it was released, where it was kept before. */
export const trustNoticeWaits = [
  `grant update (waits_since) on app.trust_notice to ${WORKER}`,
  `grant select (waits_since) on app.trust_notice to ${GUARD}`,
];

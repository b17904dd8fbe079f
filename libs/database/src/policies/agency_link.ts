import { caseFence } from './fence.ts';
import { API, GUARD, WORKER } from './roles.ts';

/** What may be read: neither hash, so that a link is known by no row to who was not given it. */
const SEEN = `select (tenant_id, id, case_id, step, party, made_by, made_at, expires_at, withdrawn_by, withdrawn_at,
  pressed_at, said, mail, code)`;

/** A link is made and withdrawn in one's own name. That it was pressed is written by a function alone. */
export const agencyLink = caseFence(
  'app.agency_link',
  {
    api: [
      SEEN,
      'insert (tenant_id, id, case_id, step, party, secret_hash, made_by, expires_at, mail)',
      'update (withdrawn_by, withdrawn_at)',
    ],
    worker: [SEEN, 'update (mail, code)'],
  },
  { checks: { api: '(select app.person()) in (made_by, withdrawn_by)' } },
);

/** How much of their mail waits, and since when, is counted over every trust. */
export const countedLinks = [
  `create policy guard on app.agency_link for select to ${GUARD} using (true)`,
  `grant select (mail, made_at) on app.agency_link to ${GUARD}`,
];

/** And from when it was released, where it was kept before. */
export const linkWaits = [
  `grant update (waits_since) on app.agency_link to ${WORKER}`,
  `grant select (waits_since) on app.agency_link to ${GUARD}`,
];

/** It keeps where it is mailed to: an agency's address, and nobody's own. */
export const addressedLinks = [
  `grant select (address), insert (address) on app.agency_link to ${API}`,
  `grant select (address) on app.agency_link to ${WORKER}`,
];

/** Of which case a link waits is asked where everything that has something to come is looked for. */
export const linksOfCases = [`grant select (tenant_id, case_id) on app.agency_link to ${GUARD}`];

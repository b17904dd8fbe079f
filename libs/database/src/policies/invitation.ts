import { tenantFence } from './fence.ts';
import { GUARD } from './roles.ts';

/** What may be read: not its hash, so that an invitation is known by no row to who was not sent it. */
const SEEN = `select (tenant_id, id, person_id, made_by, made_at, expires_at, withdrawn_at, used_at, mail)`;

/** Made in one's own name, and withdrawn; that it was taken is written by a function alone. */
export const invitation = [
  ...tenantFence(
    'app.invitation',
    {
      api: [
        SEEN,
        'insert (tenant_id, id, person_id, secret_hash, made_by, expires_at)',
        'update (withdrawn_by, withdrawn_at)',
      ],
      worker: [SEEN, 'select (waits_since)', 'update (mail, waits_since)'],
    },
    { api: '(select app.person()) in (made_by, withdrawn_by)' },
  ),
  `create policy guard on app.invitation for select to ${GUARD} using (true)`,
  `create policy guard_takes on app.invitation for update to ${GUARD}
     using (tenant_id = (select app.tenant()) and person_id = (select app.person()))`,
  `grant select, update (used_at) on app.invitation to ${GUARD}`,
];

/** What whoever takes one comes to have, by the guard's function alone: an account, or another trust beside those of theirs. */
export const beginsAccount = [
  `create policy guard_begins on platform.account for insert to ${GUARD}
     with check ((select app.person()) is not null)`,
  `grant select (id, email, disabled_at), insert (id, email, password_hash, demo) on platform.account to ${GUARD}`,
  `grant select, insert on platform.membership to ${GUARD}`,
  `grant select (id, account_id, expires_at) on platform.session to ${GUARD}`,
  `grant select (id, demo) on platform.tenant to ${GUARD}`,
  `grant select (person_id) on app.post to ${GUARD}`,
];

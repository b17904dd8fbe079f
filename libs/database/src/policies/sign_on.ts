import { tenantFence } from './fence.ts';
import { API, OWNER } from './roles.ts';

/** Set by the trust's people in their own name. The secret goes in and is read by nobody but who signs somebody on. */
export const signOn = [
  ...tenantFence('app.sign_on', {
    api: [
      'select (tenant_id, id, issuer, client_id, set_by, set_at, tried_by, tried_at, tried, ended_by, ended_at)',
      'insert (tenant_id, id, issuer, client_id, sealed, set_by)',
      'update (sealed, set_by, set_at, tried_by, tried_at, tried, ended_by, ended_at)',
    ],
    worker: [],
  }),
  `create policy own on app.sign_on as restrictive to ${API} using (true)
     with check ((select app.person()) in (set_by, tried_by, ended_by))`,
];

/** Made and taken away by whoever it signs in, for their own account alone; which subject it is of, nobody reads. */
export const signOnLink = [
  ...tenantFence('app.sign_on_link', {
    api: [
      'select (tenant_id, id, sign_on_id, person_id, linked_at, ended_at)',
      'insert (tenant_id, id, sign_on_id, account_id, person_id, subject_hash)',
      'update (ended_at)',
    ],
    worker: [],
  }),
  `create policy own_made on app.sign_on_link as restrictive for insert to ${API}
     with check (person_id = (select app.person()) and exists (select from platform.membership m
       where m.account_id = sign_on_link.account_id and m.tenant_id = (select app.tenant())
         and m.person_id = (select app.person())))`,
  // Anybody else's goes with the sign-on alone.
  `create policy own_ended on app.sign_on_link as restrictive for update to ${API}
     using (person_id = (select app.person()) or exists (select from app.sign_on o
       where o.tenant_id = sign_on_link.tenant_id and o.id = sign_on_link.sign_on_id and o.ended_at is not null))`,
];

/** Whoever signs in is nobody yet: what is needed for it is told to this actor of the API alone, of one trust. */
const SIGNING = `tenant_id = app.tenant() and app.actor() = 'sign-on'`;
const DEFINER = `security definer set search_path = pg_catalog, pg_temp`;

export const signingOn = [
  `create function app.sign_on_kept() returns table (id uuid, issuer text, client_id text, sealed bytea)
     language sql stable ${DEFINER} as $$
     select id, issuer, client_id, sealed from app.sign_on where ${SIGNING} and ended_at is null $$`,
  // Held until the session stands: whoever ends the link then ends that, too.
  `create function app.signed_on(by_sign_on uuid, subject bytea)
     returns table (link_id uuid, account_id uuid, person_id uuid) language sql ${DEFINER} as $$
     select id, account_id, person_id from app.sign_on_link
       where ${SIGNING} and sign_on_id = by_sign_on and subject_hash = subject and ended_at is null for share $$`,
  ...['app.sign_on_kept()', 'app.signed_on(uuid, bytea)'].flatMap((name) => [
    `revoke execute on function ${name} from public`,
    `grant execute on function ${name} to ${API}, ${OWNER}`,
  ]),
];

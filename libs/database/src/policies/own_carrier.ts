import { tenantFence } from './fence.ts';
import { API, WORKER } from './roles.ts';

/** The worker sends by it. The API learns of it only what shows that a callback is the trust's own: by a function. */
export const ownCarrier = tenantFence('app.own_carrier', {
  api: [],
  worker: ['select (tenant_id, carrier, sealed)'],
});

/** Its people write the key and never read it; whoever gives, tries or forgets it stands in the row. */
export const setByPeople = [
  `grant select (tenant_id, carrier, kept, email, text, set_by, set_at, tried_by, tried_at, tried_email, tried_text),
     insert (tenant_id, carrier, sealed, callback_hash, email, text, set_by),
     update (sealed, callback_hash, email, text, set_by, set_at, tried_by, tried_at, tried_email, tried_text)
     on app.own_carrier to ${API}`,
  `create policy own on app.own_carrier as restrictive to ${API} using (true)
     with check ((select app.person()) in (set_by, tried_by))`,
  `grant select (kept, tried_by, tried_at), update (tried_email, tried_text) on app.own_carrier to ${WORKER}`,
];

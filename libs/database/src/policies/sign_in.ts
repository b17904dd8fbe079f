import { API, GUARD } from './roles.ts';

const OWN_TRUST = `tenant_id = (select app.tenant()) and (select app.person()) is not null`;

/** Read by the guard of every request, which knows no trust yet; written by a trust's own people, in their own name. */
export const signInRule = [
  'alter table platform.sign_in_rule enable row level security',
  `create policy known on platform.sign_in_rule for select to ${API} using (true)`,
  `create policy begun on platform.sign_in_rule for insert to ${API}
     with check (${OWN_TRUST} and set_by = (select app.person()))`,
  `create policy own on platform.sign_in_rule for update to ${API} using (${OWN_TRUST})
     with check (${OWN_TRUST} and set_by = (select app.person()))`,
  `grant select, insert (tenant_id, idle_minutes, longest_minutes, step_up_minutes, set_by),
     update (idle_minutes, longest_minutes, step_up_minutes, set_by, set_at) on platform.sign_in_rule to ${API}`,
];

/** Nobody's password but the caller's own. */
export const ownPassword = [
  'alter table platform.account enable row level security',
  `create policy known on platform.account for select to ${API} using (true)`,
  // Where a person's mail goes is told by a function of the guard's.
  `create policy guard on platform.account for select to ${GUARD} using (true)`,
  `create policy own on platform.account for update to ${API}
     using (exists (select from platform.membership m where m.account_id = id
       and m.tenant_id = (select app.tenant()) and m.person_id = (select app.person())))`,
  `grant update (password_hash) on platform.account to ${API}`,
];

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

const OWN = `exists (select from platform.membership m where m.account_id = %.account_id
  and m.tenant_id = (select app.tenant()) and m.person_id = (select app.person()))`;
const ownOf = (table: string) => OWN.replace('%', table);
/** Whoever signs in is nobody yet. */
const NOBODY_YET = '(select app.person()) is null';

/** Set up and taken away by the caller for their own account alone; counted on by the sign-in, too. */
export const authenticator = ['platform.authenticator', 'platform.recovery_code'].flatMap((table) => [
  `alter table ${table} enable row level security`,
  `create policy known on ${table} for select to ${API} using (true)`,
  `create policy begun on ${table} for insert to ${API} with check (${ownOf(table)})`,
  `create policy used on ${table} for update to ${API} using (${ownOf(table)} or ${NOBODY_YET})`,
  `create policy off on ${table} for delete to ${API} using (${ownOf(table)})`,
  `grant select, delete on ${table} to ${API}`,
]);
authenticator.push(
  `grant insert (account_id, tenant_id, sealed), update (sealed, tenant_id, confirmed_at, last_step, failed, failed_at)
     on platform.authenticator to ${API}`,
  `grant insert (account_id, hash), update (used_at) on platform.recovery_code to ${API}`,
);

/** Read by their owner alone, and by the sign-in, which is nobody yet. */
export const passkey = [
  'alter table platform.passkey enable row level security',
  `create policy own on platform.passkey for select to ${API} using (${ownOf('passkey')} or ${NOBODY_YET})`,
  `create policy begun on platform.passkey for insert to ${API} with check (${ownOf('passkey')})`,
  `create policy used on platform.passkey for update to ${API} using (${ownOf('passkey')} or ${NOBODY_YET})`,
  `create policy off on platform.passkey for delete to ${API} using (${ownOf('passkey')})`,
  `grant select, delete, insert (account_id, credential_id, public_key, counter, transports, name),
     update (counter, used_at) on platform.passkey to ${API}`,
  'alter table platform.passkey_challenge enable row level security',
  `create policy own on platform.passkey_challenge to ${API}
     using (case when session_id is null then ${NOBODY_YET} else exists (select from platform.session s
       where s.id = session_id and s.tenant_id = (select app.tenant()) and s.person_id = (select app.person())) end)`,
  `grant select, insert, update, delete on platform.passkey_challenge to ${API}`,
];

export const proofsAsked = [`grant insert (asked_of), update (asked_of) on platform.sign_in_rule to ${API}`];

const IN_TRUST = `exists (select from platform.membership m where m.account_id = proof_reset.account_id
  and m.tenant_id = (select app.tenant()))`;
const ELSEWHERE = `exists (select from platform.membership m where m.account_id = proof_reset.account_id
  and m.tenant_id <> (select app.tenant()))`;
const GRANTED = `${OWN_TRUST} and granted_by = (select app.person()) and ${IN_TRUST} and not ${ELSEWHERE}
  and not ${ownOf('proof_reset')}`;

/** Granted to somebody else of the trust, and of no other; taken by whoever it is for. */
export const proofReset = [
  'alter table platform.proof_reset enable row level security',
  `create policy known on platform.proof_reset for select to ${API}
     using (${OWN_TRUST} or ${ownOf('proof_reset')} or ${NOBODY_YET})`,
  `create policy granted on platform.proof_reset for insert to ${API} with check (${GRANTED})`,
  `create policy again on platform.proof_reset for update to ${API} using (${OWN_TRUST}) with check (${GRANTED})`,
  `create policy taken on platform.proof_reset for delete to ${API} using (${ownOf('proof_reset')})`,
  `grant select, delete, insert (account_id, tenant_id, granted_by), update (granted_by, granted_at)
     on platform.proof_reset to ${API}`,
];

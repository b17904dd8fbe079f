import { inOwnName, tenantFence } from './fence.ts';
import { API, GUARD, WORKER } from './roles.ts';

/** A row's MAC covers its time, so the writer says it; PostgreSQL takes it only if it is now by its own clock. */
const NOW = `at between clock_timestamp() - interval '30 seconds' and clock_timestamp() + interval '1 second'`;

/** Append-only. An excluded person reads no audit row of the case either. */
export const audit = [
  ...tenantFence(
    'app.audit',
    { api: ['select', 'insert'], worker: ['insert'] },
    inOwnName('person_id', 'actor'),
  ),
  `create policy dated_now on app.audit as restrictive for insert to ${API}, ${WORKER} with check (${NOW})`,
  `create policy not_excluded on app.audit as restrictive to ${API}
     using (case_id is null or case_id <> all((select app.excluded_cases())::uuid[]))`,
];

/** The guard may know who opened which case, and when, and nothing else of what was done. */
export const readAudit = [
  `create policy guard on app.audit for select to ${GUARD}
     using (tenant_id = (select app.tenant()) and verb = 'case.read')`,
  `grant select (tenant_id, case_id, person_id, verb) on app.audit to ${GUARD}`,
];

export const readAuditSince = [`grant select (at) on app.audit to ${GUARD}`];

/** Every column but the one that says in which transaction a row was written: that is PostgreSQL's to say. */
const SAID = 'tenant_id, id, at, person_id, actor, verb, subject_kind, subject_id, case_id, detail, mac';

/** Of what is not sealed yet the guard may know since when; the worker reads the audit as its sealer, and as nobody else. */
export const sealsAudit = [
  `revoke insert on app.audit from ${API}, ${WORKER}`,
  `grant insert (${SAID}) on app.audit to ${API}, ${WORKER}`,
  `grant select on app.audit to ${WORKER}`,
  `create policy sealer on app.audit as restrictive for select to ${WORKER} using ((select app.actor()) = 'sealer')`,
  `create policy guard_waiting on app.audit for select to ${GUARD} using (true)`,
  `grant select (id, written_in) on app.audit to ${GUARD}`,
];

import { tenantFence } from './fence.ts';
import { GUARD, WORKER } from './roles.ts';

/** Sealed by the worker, and shipped by it; nothing of it is ever anybody's to read who acts or asks. */
export const auditBatch = [
  ...tenantFence('app.audit_batch', {
    api: [],
    worker: [
      'select',
      'insert (tenant_id, seq, last_written_in, last_id, rows, hash, head)',
      'update (shipped_at)',
    ],
  }),
  `create policy sealer on app.audit_batch as restrictive to ${WORKER} using ((select app.actor()) = 'sealer')`,
  `create policy guard on app.audit_batch for select to ${GUARD} using (true)`,
  `grant select (tenant_id, seq, last_written_in, last_id, sealed_at, shipped_at) on app.audit_batch to ${GUARD}`,
];

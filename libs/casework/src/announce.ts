import { CASE_CHANGED } from '@trustward/database';
import type { Tx } from '@trustward/database';

const ANNOUNCE = `select pg_notify($3, json_build_object('tenantId', tenant_id, 'caseId', id, 'version', version)::text)
  from app.case_file where tenant_id = $1 and id = $2`;

/** Has every page that shows a case read it again, once what was written beside its state is there. */
export async function announce(tx: Tx, caseId: string): Promise<void> {
  await tx.query(ANNOUNCE, [tx.tenantId, caseId, CASE_CHANGED], 'announce');
}

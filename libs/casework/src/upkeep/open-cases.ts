import type { CaseInput } from '@trustward/contracts';
import type { PlatformDoor } from '@trustward/database';

/** A case that still has something to come, and when it must next be woken, in real time. */
export interface OpenCase extends CaseInput {
  readonly wakeAt: number | null;
}

/** Of everything, of one trust, or one case. */
export interface Scope {
  readonly tenantId?: string;
  readonly caseId?: string;
}

const OPEN = `select tenant_id as "tenantId", case_id as "caseId", app.ms(next_wake) as "wakeAt"
  from platform.open_cases()
  where ($1::uuid is null or tenant_id = $1) and ($2::uuid is null or case_id = $2)
  order by tenant_id, case_id`;

/** Always in the same order, so that whoever was stopped on the way knows where to go on. */
export function openCases(platform: PlatformDoor, { tenantId, caseId }: Scope = {}): Promise<OpenCase[]> {
  return platform.query(OPEN, [tenantId ?? null, caseId ?? null]);
}

import type { CaseInput } from '@trustward/contracts';
import type { PlatformDoor } from '@trustward/database';

const MOST = 500;
const GRACE_SECONDS = 5;

/** A case that should have been woken: ids and how late, nothing else. */
export interface OverdueWake extends CaseInput {
  readonly latenessMs: number;
}

/** What the watchdog looks for, over every trust. It should find nothing. */
export function overdueWakes(platform: PlatformDoor, graceSeconds = GRACE_SECONDS): Promise<OverdueWake[]> {
  return platform.query(
    `select tenant_id as "tenantId", case_id as "caseId",
       app.ms(clock_timestamp()) - app.ms(next_wake) as "latenessMs"
     from platform.overdue_wakes(make_interval(secs => $1), $2)`,
    [graceSeconds, MOST],
    'overdue-wakes',
  );
}

/** Every case that still has something to come, over every trust. */
export function openCases(platform: PlatformDoor): Promise<CaseInput[]> {
  return platform.query('select tenant_id as "tenantId", case_id as "caseId" from platform.open_cases()');
}

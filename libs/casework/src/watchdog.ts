import type { CaseInput } from '@trustward/contracts';
import type { PlatformDoor } from '@trustward/database';

const MOST = 500;
const GRACE_SECONDS = 5;
/** A delivery that is under way is tried again within 10 s, so one that waits longer is under way nowhere. */
const DELIVERY_GRACE_SECONDS = 15;

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

/** A case of which something decided has not been told: ids, how much, and for how long. */
export interface OverdueDeliveries extends CaseInput {
  readonly count: number;
  readonly latenessMs: number;
}

/** Deliveries that no workflow brings, as when Temporal lost it: a case asleep would not wake for them. */
export function overdueDeliveries(
  platform: PlatformDoor,
  graceSeconds = DELIVERY_GRACE_SECONDS,
): Promise<OverdueDeliveries[]> {
  return platform.query(
    `select tenant_id as "tenantId", case_id as "caseId", pending as count,
       app.ms(clock_timestamp()) - app.ms(since) as "latenessMs"
     from platform.overdue_deliveries(make_interval(secs => $1), $2)`,
    [graceSeconds, MOST],
    'overdue-deliveries',
  );
}

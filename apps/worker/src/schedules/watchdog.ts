import { overdueDeliveries, overdueWakes } from '@trustward/casework';
import type { PlatformDoor } from '@trustward/database';
import { overdueDeliveries as undelivered, overdueWakes as found } from '@trustward/observability';
import type { Logger } from '@trustward/observability';
import type { Poke } from '../relay/poke.ts';

export interface WatchdogNeeds {
  readonly platform: PlatformDoor;
  readonly poke: Poke;
  readonly log: Logger;
}

/** Looks for cases that should have been woken and were not. It should find nothing, so each find is an alarm. */
export async function lookForOverdueWakes({ platform, poke, log }: WatchdogNeeds): Promise<void> {
  const overdue = await overdueWakes(platform);
  found.inc(overdue.length);
  for (const { tenantId, caseId, latenessMs } of overdue) {
    log.error('watchdog found a case that was not woken', { tenantId, caseId, latenessMs });
    await poke({ tenantId, caseId });
  }
}

/** Looks for what was to be told and is under way nowhere; a poke has its case start it, unless it runs after all. */
export async function lookForOverdueDeliveries({ platform, poke, log }: WatchdogNeeds): Promise<void> {
  const overdue = await overdueDeliveries(platform);
  for (const { tenantId, caseId, count, latenessMs } of overdue) {
    undelivered.inc(count);
    log.error('watchdog found deliveries that were not made', { tenantId, caseId, count, latenessMs });
    await poke({ tenantId, caseId });
  }
}

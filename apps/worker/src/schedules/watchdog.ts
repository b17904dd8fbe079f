import { overdueWakes } from '@trustward/casework';
import type { PlatformDoor } from '@trustward/database';
import { overdueWakes as found } from '@trustward/observability';
import type { Logger } from '@trustward/observability';
import type { Poke } from '../relay/poke.ts';

export interface WatchdogNeeds {
  readonly platform: PlatformDoor;
  readonly poke: Poke;
  readonly log: Logger;
}

/** Looks for cases that should have been woken and were not. It should find nothing, so each find is an alarm. */
export async function lookForOverdueWakes({ platform, poke, log }: WatchdogNeeds): Promise<number> {
  const overdue = await overdueWakes(platform);
  found.inc(overdue.length);
  for (const { tenantId, caseId, latenessMs } of overdue) {
    log.error('watchdog found a case that was not woken', { tenantId, caseId, latenessMs });
    await poke({ tenantId, caseId });
  }
  return overdue.length;
}

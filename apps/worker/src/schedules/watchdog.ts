import { overdueDeliveries, overdueWakes } from '@trustward/casework';
import type { CaseInput } from '@trustward/contracts/temporal';
import type { PlatformDoor } from '@trustward/database';
import { overdueDeliveries as undelivered, overdueWakes as found } from '@trustward/observability';
import type { Logger } from '@trustward/observability';
import { isRefusal } from '../relay/poke.ts';
import type { Poke } from '../relay/poke.ts';

export interface WatchdogNeeds {
  readonly platform: PlatformDoor;
  readonly poke: Poke;
  readonly log: Logger;
}

/** It should find nothing, so each find is an alarm. Whatever comes of one look, there is the other. */
export async function lookForOverdue(needs: WatchdogNeeds): Promise<void> {
  const looks = await Promise.allSettled([lookForOverdueWakes(needs), lookForOverdueDeliveries(needs)]);
  for (const look of looks) if (look.status === 'rejected') throw look.reason;
}

/** Looks for cases that should have been woken and were not. */
async function lookForOverdueWakes(needs: WatchdogNeeds): Promise<void> {
  const overdue = await overdueWakes(needs.platform);
  found.inc(overdue.length);
  await pokeEach(needs, overdue, ({ tenantId, caseId, latenessMs }) => {
    needs.log.error('watchdog found a case that was not woken', { tenantId, caseId, latenessMs });
  });
}

/** Looks for what was to be told and is under way nowhere; a poke has its case start it, unless it runs after all. */
async function lookForOverdueDeliveries(needs: WatchdogNeeds): Promise<void> {
  const overdue = await overdueDeliveries(needs.platform);
  await pokeEach(needs, overdue, ({ tenantId, caseId, count, latenessMs }) => {
    undelivered.inc(count);
    needs.log.error('watchdog found deliveries that were not made', { tenantId, caseId, count, latenessMs });
  });
}

/** Of a case that Temporal refuses it is said, and the look goes on; where Temporal is away it would wait for nothing at each. */
async function pokeEach<T extends CaseInput>(
  { poke, log }: WatchdogNeeds,
  overdue: readonly T[],
  say: (one: T) => void,
): Promise<void> {
  const refused: unknown[] = [];
  for (const one of overdue) {
    const { tenantId, caseId } = one;
    say(one);
    try {
      await poke({ tenantId, caseId });
    } catch (error: unknown) {
      if (!isRefusal(error)) throw error;
      log.error('Temporal refuses to have a case looked at', { tenantId, caseId, err: error });
      refused.push(error);
    }
  }
  if (refused.length > 0) throw refused[0];
}

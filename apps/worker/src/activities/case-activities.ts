import { wake } from '@trustward/casework';
import type { CaseActivities } from '@trustward/contracts/temporal';
import type { Door } from '@trustward/database';
import { unreadableCases } from '@trustward/observability';
import type { Logger } from '@trustward/observability';
import type { StartDeliveries } from './start-deliveries.ts';

interface CaseNeeds {
  readonly door: Door;
  readonly startDeliveries: StartDeliveries;
  readonly log: Logger;
}

/** Repeatable: a wake plays what is due and not yet played, under the case's own lock, and tells what is still untold. */
export const caseActivities = ({ door, startDeliveries, log }: CaseNeeds): CaseActivities => ({
  wake: async (input) => {
    const { tenantId, caseId } = input;
    const { urgent, ...woken } = await wake(door, input, (code) => {
      unreadableCases.inc();
      log.error('a case cannot be read; it goes the safe route', { tenantId, caseId, code });
    });
    await startDeliveries(tenantId, { ...woken, ...(urgent && { urgent }) });
    return { ...woken, deliveries: [] };
  },
});

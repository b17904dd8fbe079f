import { wake } from '@trustward/casework';
import type { CaseActivities } from '@trustward/contracts/temporal';
import type { Door } from '@trustward/database';
import { unreadableCases } from '@trustward/observability';
import type { Logger } from '@trustward/observability';

/** Repeatable: a wake plays what is due and not yet played, under the case's own lock. */
export const caseActivities = (door: Door, log: Logger): CaseActivities => ({
  wake: (input) =>
    wake(door, input, (code) => {
      unreadableCases.inc();
      const { tenantId, caseId } = input;
      log.error('a case cannot be read; it goes the safe route', { tenantId, caseId, code });
    }),
});

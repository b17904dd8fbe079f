import { eachTrust, endUnopened } from '@trustward/casework';
import type { Logger } from '@trustward/observability';
import type { Doors } from '../lifecycle/open-doors.ts';

/** What must be heard and was not opened in time: the case is told, which tells the next person. */
export async function lookForUnopened({ door, platform }: Doors, log: Logger): Promise<void> {
  await eachTrust({ platform, log }, async (tenantId) => {
    const count = await endUnopened(door, tenantId);
    if (count === 0) return;
    log.info('what nobody opened in time is told to others', { tenantId, count });
  });
}

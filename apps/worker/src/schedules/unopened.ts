import { eachTrust, endUnopened, lookForSomebody } from '@trustward/casework';
import type { Logger } from '@trustward/observability';
import type { Doors } from '../lifecycle/open-doors.ts';

/** What must be heard and was not opened in time, or reached nobody: the case is told, which tells whoever is there. */
export async function lookForUnopened({ door, platform }: Doors, log: Logger): Promise<void> {
  await eachTrust({ platform, log }, async (tenantId) => {
    const count = await endUnopened(door, tenantId);
    if (count > 0) log.info('what nobody opened in time is told to others', { tenantId, count });
    const cases = await lookForSomebody(door, tenantId);
    if (cases > 0) log.warn('somebody is looked for whom to tell, as nobody was there', { tenantId, cases });
  });
}

import { releaseUnsent } from '@trustward/casework';
import type { Logger } from '@trustward/observability';
import type { Doors } from '../lifecycle/open-doors.ts';
import type { Carriers } from '../mail/carrier.ts';

/** What was kept while nobody carried it, or nobody that let us in, is sent as far as it still matters. */
export async function sendUnsent(doors: Doors, carriers: Carriers, log: Logger): Promise<void> {
  const open = (['email', 'text'] as const).filter((channel) => carriers[channel]?.isLockedOut === false);
  const { sent, superseded } = await releaseUnsent(doors, open);
  if (sent + superseded === 0) return;
  log.info('what was kept is sent as far as it matters', { sent, superseded });
}

import { releaseUnsent } from '@trustward/casework';
import type { Logger } from '@trustward/observability';
import type { Doors } from '../lifecycle/open-doors.ts';
import type { PostOffice } from '../mail/post-office.ts';

const CHANNELS = ['email', 'text'] as const;

/** What was kept while nobody carried it, or nobody that let us in, is sent as far as it still matters. */
export async function sendUnsent(doors: Doors, post: PostOffice, log: Logger): Promise<void> {
  const { sent, superseded } = await releaseUnsent(doors, async (tenantId) => {
    const carriers = await post.of(doors.door, tenantId);
    return CHANNELS.filter((channel) => carriers[channel]?.isLockedOut === false);
  });
  if (sent + superseded === 0) return;
  log.info('what was kept is sent as far as it matters', { sent, superseded });
}

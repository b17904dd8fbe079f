import { eachTrust, releaseUnsent } from '@trustward/casework';
import type { Logger } from '@trustward/observability';
import type { Doors } from '../lifecycle/open-doors.ts';
import type { PostOffice } from '../mail/post-office.ts';

const CHANNELS = ['email', 'text'] as const;

/** What was kept while nobody carried it, or nobody that let us in, is sent as far as it still matters. */
export async function sendUnsent({ door, platform }: Doors, post: PostOffice, log: Logger): Promise<void> {
  await eachTrust({ platform, log }, async (tenantId) => {
    const carriers = await post.of(door, tenantId);
    const channels = CHANNELS.filter((channel) => carriers[channel]?.isLockedOut === false);
    const { sent, superseded } = await releaseUnsent(door, tenantId, channels);
    if (sent + superseded === 0) return;
    log.info('what was kept is sent as far as it matters', { tenantId, count: sent });
  });
}

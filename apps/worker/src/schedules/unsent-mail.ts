import { releaseUnsent } from '@trustward/casework';
import type { Logger } from '@trustward/observability';
import type { Doors } from '../lifecycle/open-doors.ts';
import type { Mailer } from '../mail/mailer.ts';

/** What was kept while there was no mail server, or none that let us in, is sent as far as it still matters. */
export async function sendUnsent(doors: Doors, mailer: Mailer, log: Logger): Promise<void> {
  if (mailer.isLockedOut) return;
  const { sent, superseded } = await releaseUnsent(doors);
  if (sent + superseded === 0) return;
  log.info('e-mail that was kept is sent as far as it matters', { sent, superseded });
}

import { endUnopened } from '@trustward/casework';
import { messages } from '@trustward/observability';
import type { Logger } from '@trustward/observability';
import type { Doors } from '../lifecycle/open-doors.ts';

/** What must be heard and was not opened in time: the case is told, which tells the next person. */
export async function lookForUnopened(doors: Doors, log: Logger): Promise<void> {
  const count = await endUnopened(doors);
  if (count === 0) return;
  messages.inc({ state: 'unopened' }, count);
  log.info('what nobody opened in time is told to others', { count });
}

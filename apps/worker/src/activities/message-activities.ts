import { putDown, takeUp } from '@trustward/casework';
import type { MessageActivities } from '@trustward/contracts/temporal';
import type { Door } from '@trustward/database';
import { messages } from '@trustward/observability';
import { letterOf } from '../mail/letter.ts';
import type { Mailer } from '../mail/mailer.ts';

/**
 * Repeatable, at the price of a second copy where a worker dies between the server's yes and its being written down:
 * the message keeps its own id, by which mail programs show such copies once.
 */
export const messageActivities = (door: Door, mailer: Mailer, publicUrl: string): MessageActivities => ({
  send: async (input) => {
    const message = await takeUp(door, input);
    if (message === null) return;
    const fate = await mailer.send(message, letterOf(message, publicUrl));
    await putDown(door, input, fate);
    messages.inc({ state: fate.state });
  },
  giveUp: async (input) => {
    await putDown(door, input, { state: 'unanswered' });
    messages.inc({ state: 'unanswered' });
  },
});

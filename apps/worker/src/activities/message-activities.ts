import { FATES, giveUp, lockedOut, putDown, takeUp } from '@trustward/casework';
import type { MessageActivities, MessageInput } from '@trustward/contracts/temporal';
import type { Door } from '@trustward/database';
import { mailLoginRefused, messages } from '@trustward/observability';
import type { Logger } from '@trustward/observability';
import { letterOf, linkLetter } from '../mail/letter.ts';
import { MailLoginRefused } from '../mail/mailer.ts';
import type { Mailer } from '../mail/mailer.ts';

for (const state of [...FATES, 'unsent']) messages.inc({ state }, 0);

interface Post {
  readonly door: Door;
  /** Null where there is no mail server: what was to be sent is kept until there is one. */
  readonly mailer: Mailer | null;
  readonly publicUrl: string;
  readonly log: Logger;
}

/**
 * Repeatable, at the price of a second copy where a worker dies between the server's yes and its being written down:
 * the message keeps its own id, by which mail programs show such copies once.
 */
export const messageActivities = (post: Post): MessageActivities => ({
  send: (input) => (post.mailer === null ? keep(post, input) : send(post, post.mailer, input)),
  giveUp: async (input) => {
    if (post.mailer === null) await keep(post, input);
    else messages.inc({ state: await giveUp(post.door, input) });
  },
});

async function keep({ door }: Post, input: MessageInput): Promise<void> {
  await putDown(door, input, { state: 'unsent' });
  messages.inc({ state: 'unsent' });
}

async function send(post: Post, mailer: Mailer, input: MessageInput): Promise<void> {
  const { door, publicUrl } = post;
  const message = await takeUp(door, input);
  if (message === null) return;
  const wasLockedOut = mailer.isLockedOut;
  try {
    const letter = 'token' in message ? linkLetter(message, publicUrl) : letterOf(message, publicUrl);
    const fate = await mailer.send(message, letter);
    await putDown(door, input, fate);
    messages.inc({ state: fate.state });
  } catch (error: unknown) {
    // Not the fault of whom it is for: said once, loudly, and tried again like any failure.
    if (error instanceof MailLoginRefused) await alarm(post, input, wasLockedOut);
    throw error;
  }
}

async function alarm({ door, log }: Post, input: MessageInput, isKnown: boolean): Promise<void> {
  await lockedOut(door, input);
  mailLoginRefused.inc();
  if (!isKnown) log.error('the mail server refuses our user name or password; no e-mail is sent');
}

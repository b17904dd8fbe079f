import { FATES, giveUp, lockedOut, putDown, takeUp } from '@trustward/casework';
import type { InvitationMessage, LinkMessage, Message, TrustMessage } from '@trustward/casework';
import type { MessageActivities, MessageInput } from '@trustward/contracts/temporal';
import type { Door } from '@trustward/database';
import { mailLoginRefused, messages } from '@trustward/observability';
import type { Logger } from '@trustward/observability';
import { invitationLetter, letterOf, linkLetter, trustLetter } from '../mail/letter.ts';
import type { Letter } from '../mail/letter.ts';
import { CarrierRefusesUs } from '../mail/carrier.ts';
import { Lanes } from '../mail/lanes.ts';
import type { PostOffice } from '../mail/post-office.ts';

// Counted where they end; a figure that stands at nought is not one that is missing.
for (const state of [...FATES, 'unsent']) messages.inc({ state }, 0);

interface Post {
  readonly door: Door;
  /** What nobody carries is kept until somebody does. */
  readonly office: PostOffice;
  readonly publicUrl: string;
  readonly log: Logger;
}

/**
 * Repeatable, at the price of a second copy where a worker dies between the server's yes and its being written down:
 * the message keeps its own id, by which mail programs show such copies once.
 */
export function messageActivities(post: Post): MessageActivities {
  const lanes = new Lanes();
  return {
    send: (input) => send(post, lanes, input),
    giveUp: async (input) => void (await giveUp(post.door, input)),
  };
}

async function send(post: Post, lanes: Lanes, input: MessageInput): Promise<void> {
  const message = await takeUp(post.door, input);
  if (message === null) return;
  const isUrgent = 'isUrgent' in message && message.isUrgent;
  await lanes.in(`${input.tenantId} ${message.channel}`, isUrgent, async (hasWaited) => {
    // Who may hear of it may be others by now.
    const asItIs = hasWaited ? await takeUp(post.door, input) : message;
    if (asItIs !== null) await carry(post, input, asItIs);
  });
}

type AnyMessage = Message | LinkMessage | TrustMessage | InvitationMessage;

async function carry(post: Post, input: MessageInput, message: AnyMessage): Promise<void> {
  const { door, publicUrl, office } = post;
  const ofTrust = await office.of(door, input.tenantId);
  // Whoever holds a trust's own account reads what goes by it, and could confirm in the agency's name; or it is what is told of.
  const carrier = 'caseId' in message ? ofTrust[message.channel] : (office.common.email ?? ofTrust.email);
  if (carrier === null) return putDown(door, input, { state: 'unsent' });
  const wasLockedOut = carrier.isLockedOut;
  try {
    const fate = await carrier.send(message, written(message, publicUrl));
    await putDown(door, input, fate);
  } catch (error: unknown) {
    // Not the fault of whom it is for: said once, loudly, and tried again like any failure.
    if (error instanceof CarrierRefusesUs) await alarm(post, input, wasLockedOut);
    throw error;
  }
}

function written(message: AnyMessage, publicUrl: string): Letter {
  if ('trust' in message) return invitationLetter(message, publicUrl);
  if ('token' in message) return linkLetter(message, publicUrl);
  return 'caseId' in message ? letterOf(message, publicUrl) : trustLetter(message.because, publicUrl);
}

async function alarm({ door, log }: Post, input: MessageInput, isKnown: boolean): Promise<void> {
  await lockedOut(door, input);
  mailLoginRefused.inc();
  if (!isKnown) log.error('what carries our messages refuses our password or key; none is sent');
}

import type { Reason } from '@trustward/chain';
import { HURRIED, TEXTED } from './urgency.ts';
import type { Channel } from './urgency.ts';

/** Whether what cannot wait also goes by e-mail: now, once somebody carries it, or never, as of what is history. */
type Mailing = 'now' | 'later' | 'never';
const STATES = { now: 'waiting', later: 'unsent' } as const;

/** What can be sent outside the portal. */
export interface Sending {
  readonly email: Mailing;
  readonly text: boolean;
}

/** Somebody to whom a notice was just written. */
export interface Told {
  readonly person: string;
  readonly away: boolean;
  readonly mailboxShared: boolean;
}

/** One message to one person, as it is kept until it is sent. */
export interface Way {
  readonly person: string;
  readonly channel: Channel;
  readonly state: 'waiting' | 'unsent';
  /** The outage of which one letter stands for all that it made late; null where it stands for itself. */
  readonly outage: string | null;
}

/** What a delivery says, as far as the ways by which it goes depend on it. */
export interface Said {
  readonly because: Reason;
  readonly outageSince: string | null;
  /** Whether only its reader may read it, as what is about an adult. */
  readonly isPrivate: boolean;
  readonly isDanger: boolean;
}

/** By which ways somebody hears of it outside the portal. */
export function waysTo(
  { person, mailboxShared }: Told,
  said: Said,
  { email, text }: Sending,
): readonly Way[] {
  if (email === 'never' || !HURRIED.includes(said.because)) return [];
  // What a mailbox that others read too must never get is judged by itself, and its case hears that it was not sent.
  const outage = mailboxShared && said.isPrivate ? null : said.outageSince;
  const letter = { person, channel: 'email', state: STATES[email], outage } as const;
  const isTexted = text && (said.isDanger || TEXTED.includes(said.because));
  if (!isTexted) return [letter];
  return [letter, { person, channel: 'text', state: 'waiting', outage: said.outageSince }];
}

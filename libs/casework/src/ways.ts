import { own } from '@trustward/chain';
import type { Reason } from '@trustward/chain';
import { USUAL_CHOICE } from '@trustward/contracts';
import type { ContactChoice } from '@trustward/contracts';
import { TEXTED, urgencyOf } from './urgency.ts';
import type { Channel } from './urgency.ts';

/** Whether what goes by e-mail goes now, once somebody carries it, or never, as of what is history. */
type Mailing = 'now' | 'later' | 'never';
export const STATES = { now: 'waiting', later: 'unsent' } as const;

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
  /** Null where they chose nothing. */
  readonly choice: ContactChoice | null;
  /** Whether it stands for itself, though it fell due in an outage, as their letter of that went out long before. */
  readonly isAlone: boolean;
}

/** One message to one person, as it is kept until it is sent. */
export interface Way {
  readonly person: string;
  readonly channel: Channel;
  readonly state: 'waiting' | 'unsent' | 'held';
  /** The outage of which one letter stands for all that it made late; null where it stands for itself. */
  readonly outage: string | null;
  /** When it goes, as London's clocks have it: `2026-11-24 07:00`; null where at once. */
  readonly until: string | null;
  /** Whether it is the one letter of a day that stands for all that could wait. */
  readonly summary: boolean;
}

/** What a delivery says, as far as the ways by which it goes depend on it. */
export interface Said {
  readonly because: Reason;
  readonly outageSince: string | null;
  /** Whether only its reader may read it, as what is about an adult. */
  readonly isPrivate: boolean;
  readonly isDanger: boolean;
  readonly drill: boolean;
  /** Whether it is of a deadline that comes before news could wait for its hour. */
  readonly isPressing: boolean;
  /** What London's clocks say, as `2026-11-23 21:05`: of day and hour one reading. */
  readonly clock: string;
  /** What they say when what it is about is due; null where it has no time. */
  readonly due: string | null;
}

/** When nobody is written to who wants their quiet, as London's clock has it. */
const QUIET: Readonly<Record<ContactChoice['quiet'], readonly [string, string] | null>> = {
  none: null,
  evening: ['18:00', '08:00'],
  night: ['22:00', '07:00'],
};
export const SUMMARY_AT = '07:30';

/** By which ways somebody hears of it outside the portal. What is urgent asks nobody what they chose, nor what time it is. */
export function waysTo(told: Told, said: Said, { email, text }: Sending): readonly Way[] {
  if (email === 'never') return [];
  const { soon, later, quiet } = told.choice ?? USUAL_CHOICE;
  const urgency = said.isPressing ? 'urgent' : urgencyOf(said.because, said.isDanger);
  const letter = { ...inOneLetter(told, said), channel: 'email', state: STATES[email], until: null } as const;
  const brief = { ...letter, channel: 'text', state: 'waiting', outage: outageOf(told, said) } as const;
  if (urgency === 'urgent') {
    return text && (said.isDanger || TEXTED.includes(said.because)) ? [letter, brief] : [letter];
  }
  if (urgency === 'later') {
    const until = next(summaryFor(quiet), said.clock);
    const held = { ...letter, state: 'held', until, summary: true } as const;
    const isOpen = !(told.mailboxShared && said.isPrivate);
    return later === 'daily' && isOpen && !said.drill ? [held] : [];
  }
  const until = endOfQuiet(quiet, said.clock);
  const ways = soon === 'none' ? [] : soon === 'emailAndText' && text ? [letter, brief] : [letter];
  return until === null || isDueBy(said.due, until)
    ? ways
    : ways.map((way) => ({ ...way, state: 'held', until }));
}

const outageOf = ({ isAlone }: Told, { outageSince }: Said): string | null => (isAlone ? null : outageSince);

function inOneLetter(told: Told, said: Said) {
  const { person, mailboxShared } = told;
  // What a mailbox that others read too must never get is judged by itself, and its case hears that it was not sent.
  return { person, outage: mailboxShared && said.isPrivate ? null : outageOf(told, said), summary: false };
}

function endOfQuiet(quiet: ContactChoice['quiet'], clock: string): string | null {
  const span = own(QUIET, quiet) ?? null;
  if (span === null) return null;
  const [from, until] = span;
  const time = clock.slice(DAY.length + 1);
  return time >= from || time < until ? next(until, clock) : null;
}

const HOUR_MS = 3_600_000;
const asMs = (clock: string): number => Date.parse(`${clock.replace(' ', 'T')}Z`);

/** Whether it would come after its time, or within the hour before. */
const isDueBy = (due: string | null, until: string): boolean =>
  due !== null && asMs(due) < asMs(until) + HOUR_MS;

/** Their letter of the day waits, too, where their quiet lasts beyond its hour. */
function summaryFor(quiet: ContactChoice['quiet']): string {
  const [, until] = own(QUIET, quiet) ?? ['', SUMMARY_AT];
  return until > SUMMARY_AT ? until : SUMMARY_AT;
}

const DAY = 'YYYY-MM-DD';

/** The next such time of day. */
function next(time: string, clock: string): string {
  const today = clock.slice(0, DAY.length);
  if (clock.slice(DAY.length + 1) < time) return `${today} ${time}`;
  const tomorrow = new Date(Date.parse(today) + 24 * 3_600_000);
  return `${tomorrow.toISOString().slice(0, DAY.length)} ${time}`;
}

import { own } from '@trustward/chain';
import type { Reason } from '@trustward/chain';

/** A way to tell somebody who is not looking at the portal. */
export type Channel = 'email' | 'text';

/**
 * How long it can wait until its reader next opens the portal: not at all, whatever they chose; not long; until their daily
 * summary.
 */
export type Urgency = 'urgent' | 'soon' | 'later';

const URGENCY: Readonly<Record<Reason, Urgency>> = {
  newDuty: 'soon',
  reminder: 'soon',
  breach: 'urgent',
  stillLate: 'urgent',
  unacknowledged: 'urgent',
  handedUp: 'urgent',
  takenOver: 'later',
  cameBack: 'later',
  nobodyCanAct: 'urgent',
  personalAway: 'urgent',
  namedGone: 'urgent',
  nothingHeard: 'urgent',
  agreementAsked: 'soon',
  agreementUnanswered: 'urgent',
  askedNoMore: 'later',
  agreed: 'later',
  declined: 'soon',
  waived: 'later',
  releaseDeclined: 'soon',
  mistakeAsked: 'soon',
  endedAsMistake: 'later',
  rescheduled: 'later',
  broughtForward: 'soon',
  termsRunOut: 'soon',
  couldNotReach: 'urgent',
  caseUnreadable: 'urgent',
};

/** About danger nothing waits that is not merely news; and what a later version beside this one tells of may not be. */
export function urgencyOf(because: Reason, isDanger: boolean): Urgency {
  const urgency = own(URGENCY, because) ?? 'soon';
  return isDanger && urgency === 'soon' ? 'urgent' : urgency;
}

/** What also goes by text to whoever has a telephone number, as does everything urgent about danger. */
export const TEXTED: readonly Reason[] = ['breach', 'unacknowledged'];

/** For how many hours what was sent may stay unopened before another is told in their place; the rest may wait. */
export const UNOPENED_AFTER_HOURS: Readonly<Record<Exclude<Urgency, 'later'>, number>> = {
  urgent: 4,
  soon: 24,
};

/** What stands in a daily summary. All else somebody must hear, also what only a later version beside this one tells of. */
export const LATER: readonly string[] = Object.keys(URGENCY).filter(
  (reason) => URGENCY[reason as Reason] === 'later',
);

import type { Reason } from '@trustward/chain';

/** A way to tell somebody who is not looking at the portal. */
export type Channel = 'email' | 'text';

/** What cannot wait until its reader next opens the portal. */
const URGENCY: Readonly<Record<Reason, 'hurried' | 'unhurried'>> = {
  newDuty: 'hurried',
  reminder: 'hurried',
  breach: 'hurried',
  stillLate: 'hurried',
  unacknowledged: 'hurried',
  handedUp: 'hurried',
  takenOver: 'unhurried',
  cameBack: 'unhurried',
  nobodyCanAct: 'hurried',
  personalAway: 'hurried',
  namedGone: 'hurried',
  nothingHeard: 'hurried',
  agreementAsked: 'hurried',
  agreementUnanswered: 'hurried',
  agreed: 'unhurried',
  declined: 'hurried',
  waived: 'unhurried',
  mistakeAsked: 'hurried',
  endedAsMistake: 'unhurried',
  rescheduled: 'unhurried',
  termsRunOut: 'hurried',
  couldNotReach: 'hurried',
  caseUnreadable: 'hurried',
};

/** What also goes by text to whoever has a telephone number, as does everything hurried about danger. */
export const TEXTED: readonly Reason[] = ['breach', 'unacknowledged'];

export const HURRIED: readonly string[] = Object.keys(URGENCY).filter(
  (reason) => URGENCY[reason as Reason] === 'hurried',
);

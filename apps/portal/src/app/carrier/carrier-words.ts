import type { TrialOutcome } from '@trustward/contracts';
import { worded } from '../shared/worded.ts';

export type Way = 'email' | 'text';

export const CALLED: Readonly<Record<Way, string>> = { email: 'E-mail', text: 'Texts' };

/** What came of the trial message of one way. */
const CAME: Readonly<Record<TrialOutcome, string>> = {
  accepted: 'GOV.UK Notify has taken the message for you.',
  refused: 'GOV.UK Notify does not send to your address or number.',
  lockedOut: 'GOV.UK Notify refuses this key, or this template. Nothing goes out until that is put right.',
  away: 'GOV.UK Notify did not answer. Try again in a few minutes.',
  noAddress: 'No number of yours is known, so no text could be tried.',
};

export const cameOf = (outcome: TrialOutcome): string =>
  worded(CAME, outcome, 'GOV.UK Notify gave an answer that this page does not know. Load it again.');

export const waits = (count: number): string =>
  count === 0
    ? ''
    : `${count} ${count === 1 ? 'message waits' : 'messages wait'}, because GOV.UK Notify refuses this key or this template.`;

import { TOLD_UNASKED } from './told-unasked.ts';
import { sayTime } from './words.ts';
import type { Instant } from '../clock/calendar.ts';
import { describeDue } from '../clock/describe.ts';
import type { Reason } from '../reducer/event.ts';
import type { Duty } from '../reducer/state.ts';
import type { World } from '../reducer/world.ts';

/** What somebody is told, before the title of the step. */
export const TOLD: Readonly<Record<Reason, string>> = {
  ...TOLD_UNASKED,
  reminder: 'Reminded of',
  stillLate: 'Told of the lateness of',
  takenOver: 'Told who has now',
  cameBack: 'Told who has again',
  personalAway: 'Told who is away and alone may do',
  namedGone: 'Told that somebody must be named again:',
  agreementAsked: 'Asked to agree about',
  agreementUnanswered: 'Told that nobody has answered about',
  askedNoMore: 'Asked no more about',
  agreed: 'Told of the agreement to',
  declined: 'Told of the refusal of',
  waived: 'Told that nobody need do',
  releaseDeclined: 'Told of the refusal of',
  mistakeAsked: 'Asked to agree about',
  endedAsMistake: 'Told of the end of',
  rescheduled: 'Told of the new time of',
  broughtForward: 'Told of the earlier time of',
  termsRunOut: 'Asked for term dates, because of',
  couldNotReach: 'Told that somebody could not be reached about',
  caseUnreadable: 'Told that the case cannot be read, with',
};

/** Why somebody is told, for each reason there is. */
export function whyTold({ calendar }: World, because: Reason, duty: Duty | undefined, at: Instant): string {
  const due = duty?.dueAt ?? null;
  const dueWords = due === null ? '' : describeDue(calendar, due);
  const late = due === null ? '' : sayTime(at - due);
  const owner = duty?.owner?.person ?? 'nobody';
  const WORDS: Readonly<Record<Reason, string>> = {
    newDuty: 'it is theirs now',
    reminder: due === null ? 'a reminder' : `it is due ${dueWords}, in ${sayTime(due - at)}`,
    breach: `it was due ${dueWords}`,
    stillLate: `it was due ${dueWords}, ${late} ago, and is not done`,
    unacknowledged: `nobody has said in ${sayTime(at - (duty?.openedAt ?? at))} that they have it in hand`,
    handedUp: `it is not done, and it goes up to ${owner}`,
    takenOver: `${owner} has taken it over`,
    cameBack: `${owner} is back`,
    nobodyCanAct: 'nobody on its ladder can act',
    personalAway: `only ${owner} may do it, who is away or can do it no more`,
    namedGone: 'whoever was named may have no part in it any more',
    nothingHeard: `the other side had until then, ${dueWords}, and nothing was heard`,
    agreementAsked: 'somebody else must agree',
    agreementUnanswered: 'nobody has answered',
    askedNoMore: 'it is over',
    agreed: 'it was agreed to',
    declined: 'it was not agreed to',
    waived: 'it was agreed that it is not needed',
    releaseDeclined: 'the hold stays',
    mistakeAsked: 'somebody says that it was all a mistake',
    endedAsMistake: 'it was agreed that it was all a mistake',
    rescheduled: due === null ? 'its clock stands still' : `it is now due ${dueWords}`,
    broughtForward: `it is now due ${dueWords}, sooner than before`,
    termsRunOut: 'the term dates that are known end before it is due',
    couldNotReach: 'what was sent did not reach them',
    caseUnreadable: 'it was changed or damaged',
  };
  return WORDS[because];
}

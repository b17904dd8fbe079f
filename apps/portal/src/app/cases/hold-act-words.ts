import { type CaseHold, type CaseView, keepHold, releaseHold } from '@trustward/contracts';
import { ANSWERS, type Act } from './act.ts';
import { KNOWN_BY, NO_CHOICE, NOW_SO, STAYS } from './act-words.ts';
import type { CaseActs } from './case-api.ts';

const onHold = (acts: CaseActs, caseId: string, hold: CaseHold, how: 'ask' | 'decline') => ({
  ...NO_CHOICE,
  version: null,
  nowSo: NOW_SO,
  rules: ANSWERS.extend({ reason: (how === 'decline' ? keepHold : releaseHold).shape.reason }),
  send: (eventId: string, { reason }: { reason: string }) =>
    acts.release(caseId, hold.id, how, { eventId, ...(how === 'decline' ? askedOf(hold) : {}), reason }),
});

/** Which asking is answered: another may stand in its place by the time that it is sent. */
const askedOf = ({ release }: CaseHold): { asked?: string } => (release ? { asked: release.at } : {});

export const askingRelease = (acts: CaseActs, caseId: string, hold: CaseHold): Act => ({
  ...onHold(acts, caseId, hold, 'ask'),
  title: `Ask to end this early: ${hold.title}`,
  about: `It waits for ${hold.askRelease?.answerers ?? 'somebody else'}. Until they agree, it stays in force.`,
  label: 'Why can it end now?',
  hint: KNOWN_BY,
  verb: 'Ask for agreement',
  said: `Somebody else is asked to agree that this ends early: ${hold.title}.`,
});

export const grantingRelease = (
  acts: CaseActs,
  caseId: string,
  hold: CaseHold,
  { owed, known }: Pick<CaseView['acts'], 'owed' | 'known'>,
): Act => ({
  ...onHold(acts, caseId, hold, 'ask'),
  version: JSON.stringify({ owed, known, ...askedOf(hold) }),
  send: (eventId, { reason }) =>
    acts.release(caseId, hold.id, 'grant', { eventId, owed, known, ...askedOf(hold), reason }),
  title: `I agree: end this early: ${hold.title}`,
  about: 'It ends now, and what it forbade is allowed again.',
  comes: hold.release?.agree?.comes ?? [],
  label: 'Why can it end now?',
  hint: KNOWN_BY,
  verb: 'Agree, and end it',
  said: `You agreed, and it has ended: ${hold.title}.`,
});

export const decliningRelease = (acts: CaseActs, caseId: string, hold: CaseHold): Act => ({
  ...onHold(acts, caseId, hold, 'decline'),
  version: hold.release?.at ?? null,
  ...(hold.release?.byMe
    ? {
        title: `Take this back: ${hold.title}`,
        about: 'Nobody need answer any more, and it stays in force.',
        label: 'Why do you take it back?',
        verb: 'Take it back',
        said: `You took this back, and it stays in force: ${hold.title}.`,
      }
    : {
        title: `I do not agree: ${hold.title}`,
        about: `${hold.release?.by ?? 'Whoever asked'} is told, and it stays in force.`,
        label: 'Why do you not agree?',
        verb: 'Send this answer',
        said: `Your answer was sent. It stays in force: ${hold.title}.`,
      }),
  hint: STAYS,
});

import {
  type CaseView,
  changeAnswer,
  noMistake,
  recordEvent,
  reportedByMistake,
  standDown,
} from '@trustward/contracts';
import { fromWall } from '../shared/london-time.ts';
import { ANSWERS, type Act } from './act.ts';
import { KNOWN_BY, NO_CHOICE, NOW_SO, STAYS } from './act-words.ts';
import type { CaseActs } from './case-api.ts';

type Offers = CaseView['acts'];
const WHOLE = { ...NO_CHOICE, version: null, nowSo: NOW_SO } as const;

export const standingDown = (
  acts: CaseActs,
  caseId: string,
  { comes }: NonNullable<Offers['standDown']>,
): Act => ({
  ...WHOLE,
  title: 'Stand down from this case',
  about: 'From now on you have no part in it, and it is closed to you. Nobody can undo this.',
  comes,
  label: 'Why do you stand down?',
  hint: `A few words are enough, such as: I know somebody in it. ${STAYS}`,
  verb: 'Stand down',
  said: 'You have stood down from this case.',
  rules: ANSWERS.extend({ reason: standDown.shape.reason }),
  send: (eventId, { reason }) => acts.standDown(caseId, { eventId, reason }),
});

/** Of what is still to be done and what is known, as it was read. */
const mistaken = (acts: CaseActs, caseId: string, how: 'ask' | 'agree', read: AsRead) => ({
  ...WHOLE,
  version: JSON.stringify(read),
  rules: ANSWERS.extend({ reason: reportedByMistake.shape.reason }),
  send: (eventId: string, { reason }: { reason: string }) =>
    acts.mistake(caseId, how, { eventId, ...read, reason }),
});

type AsRead = Pick<Offers, 'owed' | 'known'> & { readonly asked?: string };
type Read<T> = T & Pick<Offers, 'owed' | 'known'>;

export const askingMistake = (
  acts: CaseActs,
  caseId: string,
  { answerers, owed, known }: Read<NonNullable<Offers['askMistake']>>,
): Act => ({
  ...mistaken(acts, caseId, 'ask', { owed, known }),
  title: 'All of this was reported by mistake',
  about: `It waits for ${answerers}. Until somebody else agrees, everything stays as it is, and so do the deadlines.`,
  comes: ['Once somebody else agrees, the case ends, and with it whatever is still to be done.'],
  label: 'How do you know that it was a mistake?',
  hint: `For example: it was entered twice. ${STAYS}`,
  verb: 'Ask for agreement',
  said: 'Somebody else is asked to agree that this was reported by mistake.',
});

type Mistake = NonNullable<Offers['mistake']>;

export const agreeingMistake = (
  acts: CaseActs,
  caseId: string,
  { by, at: asked, agree, owed, known }: Read<Mistake>,
): Act => ({
  ...mistaken(acts, caseId, 'agree', { owed, known, asked }),
  title: 'I agree: all of this was reported by mistake',
  about: `${by} is not asked again. Nobody can undo this.`,
  comes: agree?.comes ?? [],
  label: 'How do you know that it was a mistake?',
  hint: KNOWN_BY,
  verb: 'Agree, and end the case',
  said: 'You agreed that this was reported by mistake. The case has ended.',
});

export const decliningMistake = (acts: CaseActs, caseId: string, { by, byMe, at: asked }: Mistake): Act => ({
  ...WHOLE,
  version: asked,
  rules: ANSWERS.extend({ reason: noMistake.shape.reason }),
  send: (eventId, { reason }) => acts.mistake(caseId, 'decline', { eventId, asked, reason }),
  title: byMe ? 'Take back that this was a mistake' : 'I do not agree: this was no mistake',
  about: byMe ? 'Nobody need answer any more, and the case goes on.' : `${by} is told, and the case goes on.`,
  label: byMe ? 'Why do you take it back?' : 'Why do you not agree?',
  hint: STAYS,
  verb: byMe ? 'Take it back' : 'Send this answer',
  said: byMe ? 'You took it back. The case goes on.' : 'Your answer was sent. The case goes on.',
});

type Happening = Offers['events'][number];

export const recordingEvent = (
  acts: CaseActs,
  caseId: string,
  { event, title, dated, comes }: Happening,
): Act => ({
  ...WHOLE,
  title: `Record: ${title}`,
  about: dated ? 'What leads up to this day is reckoned from it.' : 'It is recorded as of now.',
  comes,
  ...(dated ? { date: 'The day and the time' } : {}),
  label: 'How do you know this?',
  hint: KNOWN_BY,
  verb: 'Record this',
  said: `Recorded: ${title}.`,
  rules: ANSWERS.extend({ date: dated ? A_TIME : ANSWERS.shape.date, reason: recordEvent.shape.reason }),
  send: (eventId, { date: wall, reason }) =>
    acts.recordEvent(caseId, event, { eventId, reason, ...(dated ? { date: instantOf(wall) } : {}) }),
});

const A_TIME = ANSWERS.shape.date.refine((wall) => fromWall(wall) !== null, 'Enter a date and a time');
const instantOf = (wall: string): string => new Date(fromWall(wall) ?? 0).toISOString();

export const changingAnswer = (
  acts: CaseActs,
  caseId: string,
  { fact, question, answer, others }: Offers['answers'][number],
): Act => ({
  ...WHOLE,
  title: `Change this answer: ${question}`,
  about: `The answer so far: ${answer}.`,
  question: 'What is the answer now?',
  choices: others.map(({ code, label, comes }) => ({ code, label, hint: comes.join(' ') || null })),
  label: 'How do you know this?',
  hint: KNOWN_BY,
  verb: 'Change the answer',
  said: `The answer was changed: ${question}`,
  rules: ANSWERS.extend({ choice: changeAnswer.shape.answer, reason: changeAnswer.shape.reason }),
  send: (eventId, { choice, reason }) => acts.changeAnswer(caseId, fact, { eventId, answer: choice, reason }),
});

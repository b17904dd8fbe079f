import {
  type AskedFor,
  type CaseTask,
  decline,
  handOver,
  pauseClock,
  resumeClock,
  takeOver,
  waive,
} from '@trustward/contracts';
import { worded } from '../shared/worded.ts';
import { ANSWERS, type Act } from './act.ts';
import type { CaseActs } from './case-api.ts';

interface Answers {
  readonly yes: string;
  readonly no: string;
}
/** The two answers to what was asked for. */
const AGREE: Readonly<Record<AskedFor['for'], Answers>> = {
  done: { yes: 'I agree', no: 'I do not agree' },
  waiver: { yes: 'I agree: leave it out', no: 'I do not agree' },
  handOver: { yes: 'I take it', no: 'I cannot take it' },
  pause: { yes: 'I agree: stop the clock', no: 'I do not agree' },
};

/** What was said once it was agreed to. */
const AGREED: Readonly<Record<AskedFor['for'], string>> = {
  done: 'You agreed',
  waiver: 'You agreed to leave this out',
  handOver: 'You took this, and it is yours now',
  pause: 'You agreed to stop the clock',
};

/** None to what only a later version can ask: nobody agrees to what their page cannot say. */
export const answersTo = (asked: AskedFor['for']): Answers | null =>
  worded<Answers | null>(AGREE, asked, null);
export const agreedTo = (asked: AskedFor['for']): string => worded(AGREED, asked, AGREED.done);

export const NO_CHOICE = { question: null, choices: [] } as const;
export const STAYS = 'It stays in the case for all who see it.';
export const KNOWN_BY = `For example: whom you spoke to, and when. ${STAYS}`;
export const NOW_SO = 'This changed while you were writing. Read it again before you send it.';

export const declining = (
  acts: CaseActs,
  caseId: string,
  { step, version, title, asked }: CaseTask,
): Act => ({
  ...NO_CHOICE,
  title: `${(asked && answersTo(asked.for)?.no) ?? 'I do not agree'}: ${title}`,
  about: `${asked?.by ?? 'Whoever asked'} is told, and the task stays as it was.`,
  label: asked?.for === 'handOver' ? 'Why can you not take it?' : 'Why do you not agree?',
  hint: STAYS,
  verb: 'Send this answer',
  version,
  nowSo: NOW_SO,
  said: `Your answer was sent: ${title}.`,
  rules: ANSWERS.extend({ reason: decline.shape.reason }),
  send: (eventId, { reason }) =>
    acts.decline(caseId, step, { eventId, version, to: asked?.for ?? 'done', reason }),
});

export const takingBack = (acts: CaseActs, caseId: string, task: CaseTask): Act => ({
  ...declining(acts, caseId, task),
  title: `Take this back: ${task.title}`,
  about: 'Nobody need answer any more, and the task is as it was before you asked.',
  label: 'Why do you take it back?',
  verb: 'Take it back',
  said: `You took this back: ${task.title}.`,
});

export const handingOver = (
  acts: CaseActs,
  caseId: string,
  { step, version, title, handOverTo }: CaseTask,
): Act => ({
  title: `Hand over: ${title}`,
  about: 'They are asked now. Until they accept, it stays yours, and the deadline stays where it is.',
  question: 'Who should take it?',
  choices: handOverTo.map(({ id, name, role }) => ({ code: id, label: name, hint: role })),
  label: 'Why are you handing this over?',
  hint: `For example: I am away from tomorrow. ${STAYS}`,
  verb: 'Ask them to take it',
  version,
  nowSo: NOW_SO,
  said: `They are asked to take this: ${title}. Until they accept, it stays yours.`,
  rules: ANSWERS.extend({ choice: handOver.shape.to, reason: handOver.shape.reason }),
  send: (eventId, { choice, reason }) =>
    acts.handOver(caseId, step, { eventId, version, to: choice, reason }),
});

export const waiving = (
  acts: CaseActs,
  caseId: string,
  { step, version, title, waiveFor }: CaseTask,
): Act => ({
  title: `This need not be done: ${title}`,
  about: 'Somebody else must agree. Until they do, it stays as it is, and so does the deadline.',
  question: 'Why need it not be done?',
  choices: waiveFor,
  label: 'How do you know this?',
  hint: KNOWN_BY,
  verb: 'Ask for agreement',
  version,
  nowSo: NOW_SO,
  said: `Somebody else is asked to agree that this need not be done: ${title}.`,
  rules: ANSWERS.extend({ choice: waive.shape.reason, reason: waive.shape.why }),
  send: (eventId, { choice, reason }) =>
    acts.waive(caseId, step, { eventId, version, reason: choice, why: reason }),
});

export const pausing = (acts: CaseActs, caseId: string, { step, version, title, pause }: CaseTask): Act => ({
  title: `Stop the clock: ${title}`,
  about: `It waits for ${pause?.answerers ?? 'somebody else'}. Until they agree, its time runs on.`,
  comes: [
    pause?.atMost
      ? `Once they agree, it stands still for at most ${pause.atMost}, and then runs on by itself.`
      : 'Once they agree, it stands still until somebody starts it again.',
  ],
  question: 'Why should it stand still?',
  choices: pause?.reasons ?? [],
  label: 'How do you know this?',
  hint: KNOWN_BY,
  verb: 'Ask for agreement',
  version,
  nowSo: NOW_SO,
  said: `Somebody else is asked to agree that this clock stands still: ${title}.`,
  rules: ANSWERS.extend({ choice: pauseClock.shape.reason, reason: pauseClock.shape.why }),
  send: (eventId, { choice, reason }) =>
    acts.pause(caseId, step, { eventId, version, reason: choice, why: reason }),
});

export const resuming = (
  acts: CaseActs,
  caseId: string,
  { step, version, title, resume }: CaseTask,
): Act => ({
  ...NO_CHOICE,
  title: `Start the clock again: ${title}`,
  about: 'Its time runs on from now.',
  comes: resume?.comes ?? [],
  label: 'Why can it run on?',
  hint: STAYS,
  verb: 'Start the clock',
  version,
  nowSo: NOW_SO,
  said: `Its clock runs again: ${title}.`,
  rules: ANSWERS.extend({ reason: resumeClock.shape.reason }),
  send: (eventId, { reason }) => acts.resume(caseId, step, { eventId, version, reason }),
});

/** A duty that a leader can take over, as its case or the leaders' board has it. */
interface Takeable {
  readonly caseId: string;
  readonly step: string;
  readonly version: number;
  readonly title: string;
  readonly owner: { readonly name: string } | null;
}

export const takingOver = (acts: CaseActs, { caseId, step, version, title, owner }: Takeable): Act => ({
  ...NO_CHOICE,
  title: `Take over: ${title}`,
  about: `${owner ? `${owner.name} is told, and the duty becomes yours.` : 'The duty becomes yours.'} The deadline stays where it is.`,
  label: 'Why are you taking this over?',
  hint: `For example: they are away today. ${STAYS}`,
  verb: 'Take over',
  version,
  nowSo: `${owner?.name ?? 'Nobody'} has it now.`,
  said: `You took this over, and it is yours now: ${title}.`,
  rules: ANSWERS.extend({ reason: takeOver.shape.reason }),
  send: (eventId, { reason }) => acts.takeOver(caseId, step, { eventId, version, reason }),
});

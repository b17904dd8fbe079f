import { type AskedFor, type CaseTask, decline, handOver, releaseHold, waive } from '@trustward/contracts';
import * as z from 'zod';
import type { Act } from './act-dialog.ts';
import type { CaseActs } from './case-api.ts';

/** The two answers to what was asked for. */
export const AGREE: Readonly<Record<AskedFor['for'], { readonly yes: string; readonly no: string }>> = {
  done: { yes: 'I agree', no: 'I do not agree' },
  waiver: { yes: 'I agree: leave it out', no: 'I do not agree' },
  handOver: { yes: 'I take it', no: 'I cannot take it' },
  pause: { yes: 'I agree: stop the clock', no: 'I do not agree' },
};

const NO_CHOICE = { question: null, choices: [] } as const;

export const declining = (
  acts: CaseActs,
  caseId: string,
  { step, version, title, asked }: CaseTask,
): Act => ({
  ...NO_CHOICE,
  title: `${asked === null ? 'I do not agree' : AGREE[asked.for].no}: ${title}`,
  about: `${asked?.by ?? 'Whoever asked'} is told, and the task stays as it was.`,
  label: asked?.for === 'handOver' ? 'Why can you not take it?' : 'Why do you not agree?',
  hint: 'It stays in the case for all who see it.',
  verb: 'Send this answer',
  rules: z.object({ choice: z.string(), reason: decline.shape.reason }),
  send: (eventId, { reason }) =>
    acts.decline(caseId, step, { eventId, version, to: asked?.for ?? 'done', reason }),
});

export const takingBack = (acts: CaseActs, caseId: string, task: CaseTask): Act => ({
  ...declining(acts, caseId, task),
  title: `Take this back: ${task.title}`,
  about: 'Nobody need answer any more, and the task is as it was before you asked.',
  label: 'Why do you take it back?',
  verb: 'Take it back',
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
  hint: 'For example: I am away from tomorrow. It stays in the case for all who see it.',
  verb: 'Ask them to take it',
  rules: z.object({ choice: handOver.shape.to, reason: handOver.shape.reason }),
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
  hint: 'For example: whom you spoke to, and when. It stays in the case for all who see it.',
  verb: 'Ask for agreement',
  rules: z.object({ choice: waive.shape.reason, reason: waive.shape.why }),
  send: (eventId, { choice, reason }) =>
    acts.waive(caseId, step, { eventId, version, reason: choice, why: reason }),
});

export const releasing = (
  acts: CaseActs,
  caseId: string,
  hold: { readonly id: string; readonly title: string },
  how: 'ask' | 'grant',
): Act => ({
  ...NO_CHOICE,
  title: `${how === 'ask' ? 'Ask to end this early' : 'End this early'}: ${hold.title}`,
  about:
    how === 'ask'
      ? 'Somebody else must grant it. Until they do, it stays in force.'
      : 'It ends now, and what it forbade is allowed again.',
  label: 'Why can it end now?',
  hint: 'It stays in the case for all who see it.',
  verb: how === 'ask' ? 'Ask' : 'End it',
  rules: z.object({ choice: z.string(), reason: releaseHold.shape.reason }),
  send: (eventId, { reason }) => acts.release(caseId, hold.id, how, { eventId, reason }),
});

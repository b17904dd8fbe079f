import { own } from '@trustward/chain';
import type { Reason } from '@trustward/chain';
import type { Notice } from '@trustward/contracts';
import { askedFor as whatIsAsked } from '../shared/asked-words.ts';

/** What a notice was made for, and what has become of its duty since. */
export interface NoticeSince {
  readonly because: Reason;
  readonly ended: boolean;
  readonly done: boolean;
  readonly late: boolean;
  /** What was asked for on the duty, and whether it still waits for the reader. */
  readonly askedFor: keyof typeof KINDS | null;
  readonly isAsked: boolean;
}

type Said = Pick<Notice, 'sentence' | 'over'>;

/** A notice in words, as true when it is read as when it was made: what is done or answered since is said so. */
export function sentenceOf(since: NoticeSince, title: string): Said {
  const { because, isAsked, askedFor } = since;
  if (because === 'breach' || because === 'stillLate') return lateness(since, title);
  if (because === 'couldNotReach' && since.ended) {
    return over(`Somebody could not be told by e-mail about “${title}”; ${endOf(since)}.`);
  }
  if (because === 'reminder' && !since.ended && since.late) {
    return { sentence: SENTENCES.breach(title), over: false };
  }
  if (because === 'agreementAsked') return asking(since, title);
  if (because === 'mistakeAsked' && !isAsked) {
    return over('Somebody said that this was reported by mistake. That does not wait for you any more.');
  }
  if (because === 'agreementUnanswered' && askedFor !== null && !isAsked) {
    return over(`What was asked about “${title}” went unanswered for a time. It does not wait any more.`);
  }
  return { sentence: own(SENTENCES, because)?.(title) ?? newerThanThis(title), over: false };
}

const over = (sentence: string): Said => ({ sentence, over: true });

function lateness(since: NoticeSince, title: string): Said {
  if (!since.ended) return { sentence: SENTENCES[since.because](title), over: false };
  return over(`“${title}” was late; ${endOf(since)}.`);
}

const endOf = ({ done }: NoticeSince): string => (done ? 'it is done now' : 'it need not be done any more');

const KINDS = {
  done: 'done',
  waiverAsked: 'waiver',
  handOverAsked: 'handOver',
  pauseAsked: 'pause',
} as const;

function asking({ askedFor, isAsked }: NoticeSince, title: string): Said {
  if (askedFor === null) {
    return isAsked
      ? { sentence: 'Somebody asks you to agree that a hold ends before its time.', over: false }
      : over(
          'Somebody asked you to agree that a hold ends before its time. That does not wait for you any more.',
        );
  }
  const what = whatIsAsked(KINDS[askedFor], title);
  return isAsked
    ? { sentence: `Somebody asks you ${what}.`, over: false }
    : over(`Somebody asked you ${what}. That does not wait for you any more.`);
}

/** What a later version beside this one tells of, and this one has no word for. */
const newerThanThis = (title: string): string =>
  title === '' ? 'There is news about a case.' : `There is news about “${title}”.`;

const SENTENCES: Readonly<Record<Reason, (title: string) => string>> = {
  newDuty: (title) => `“${title}” is yours to do.`,
  reminder: (title) => `“${title}” is due soon.`,
  breach: (title) => `“${title}” is late.`,
  stillLate: (title) => `“${title}” is still late.`,
  unacknowledged: (title) => `Nobody has said that they have “${title}” in hand.`,
  handedUp: (title) => `“${title}” has gone to the next person.`,
  takenOver: (title) => `“${title}” was taken over by someone else.`,
  cameBack: (title) => `“${title}” is not yours to do any more: the person it belongs to is back.`,
  nobodyCanAct: (title) => `Nobody is there to do “${title}”.`,
  personalAway: (title) => `Whoever must do “${title}” themselves is away or can do it no more.`,
  namedGone: () =>
    'Whoever was named for a case may have no part in it any more. Somebody must be named again.',
  nothingHeard: (title) => `Nothing has been heard yet: “${title}”.`,
  agreementAsked: (title) => `Somebody asks for your answer about “${title}”.`,
  agreementUnanswered: (title) => `Nobody has answered what was asked about “${title}”.`,
  askedNoMore: (title) => `You are not asked to take over “${title}” any more.`,
  agreed: (title) => `What you asked about “${title}” was agreed to.`,
  declined: (title) =>
    title === ''
      ? 'Somebody did not agree that it was reported by mistake. The case goes on.'
      : `What you asked about “${title}” was not agreed to.`,
  waived: (title) => `“${title}” was waived, as you asked.`,
  releaseDeclined: () => 'Somebody did not agree that a hold ends before its time. It stays in force.',
  mistakeAsked: () => 'Somebody says that this was reported by mistake, and asks you to agree.',
  endedAsMistake: () => 'A report was ended as made by mistake.',
  rescheduled: (title) => `The deadline of “${title}” has moved.`,
  broughtForward: (title) => `“${title}” is due sooner than before.`,
  termsRunOut: () => 'A deadline may move: the school’s term dates are needed.',
  caseUnreadable: () =>
    'A case could not be read, so its reminders and time limits do not run. Open it now: it says what to do and whom to ring.',
  couldNotReach: (title) =>
    title === ''
      ? 'Somebody could not be told about a case by e-mail. See that somebody knows.'
      : `Somebody could not be told by e-mail about “${title}”. See that somebody has it in hand.`,
};

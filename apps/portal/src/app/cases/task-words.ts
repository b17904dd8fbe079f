import type { AskedFor, CaseTask } from '@trustward/contracts';
import { type StateWord, stateWord } from '../shared/clock-sentence.ts';
import { dayAndTime } from '../shared/london-time.ts';
import { worded } from '../shared/worded.ts';

/** What says how a task stands. */
export type Standing = Pick<
  CaseTask,
  | 'state'
  | 'clock'
  | 'theirs'
  | 'asked'
  | 'inTheWay'
  | 'paused'
  | 'owner'
  | 'acknowledgedAt'
  | 'agreedBy'
  | 'whyEnded'
  | 'lateSince'
  | 'mine'
>;

const isOpen = ({ state }: Pick<CaseTask, 'state'>): boolean => state === 'open' || state === 'late';

/** What was done, with how it ended: a title alone may say the opposite of its outcome. */
export const doneWith = (title: string, outcome: string | null | undefined): string =>
  outcome ? `${title}: ${outcome}` : title;

/** How a task stands, as a word. That it is late goes before whatever else it waits for. */
export function taskWord(task: Standing, now: number): StateWord {
  const due = task.clock ? Date.parse(task.clock.due) : null;
  const timed = stateWord({ state: task.state, due, theirs: task.theirs?.who ?? null }, now);
  if (task.state === 'met' && task.theirs) return { word: 'Done; late on their side', tone: 'soon' };
  if (!isOpen(task)) return wasLate(task) ? { ...timed, tone: 'late' } : timed;
  if (timed.tone === 'late') return timed;
  if (task.asked) return { word: worded(WAITS, task.asked.for, 'Waiting for an answer'), tone: 'wait' };
  if (task.inTheWay) return { word: worded(IN_THE_WAY, task.inTheWay.what, 'Not yet'), tone: 'wait' };
  return task.paused ? { word: 'Clock stopped', tone: 'wait' } : timed;
}

const WAITS: Readonly<Record<AskedFor['for'], string>> = {
  done: 'Waiting for agreement',
  waiver: 'Waiting for agreement',
  handOver: 'Handed over, not accepted yet',
  pause: 'Waiting for agreement',
};

const IN_THE_WAY: Readonly<Record<NonNullable<CaseTask['inTheWay']>['what'], string>> = {
  gate: 'Something else first',
  hold: 'On hold',
  others: 'Other tasks first',
};

/** Ended without being done, after it was late: that takes no lateness away. */
const wasLate = ({ state, lateSince }: Standing): boolean => isUndone(state) && lateSince !== null;

const isUndone = (state: Standing['state']): boolean =>
  ['waived', 'notApplicable', 'superseded'].includes(state);

/** The rest of it in sentences, the most pressing first. */
export function taskLines(task: Standing, now: number): string[] {
  if (!isOpen(task)) return endedLines(task, now);
  const lines = [
    task.asked ? askedLine(task.asked) : null,
    task.inTheWay?.sentence ?? null,
    task.theirs ? theirsLine(task.theirs) : null,
    task.paused ? 'Its clock stands still, as agreed.' : null,
    ownerLine(task),
  ];
  return lines.filter((said) => said !== null);
}

function ownerLine({ owner, mine, acknowledgedAt }: Standing): string {
  if (!owner) return 'Nobody can take it';
  const who = mine ? 'With you' : `With ${owner.name}`;
  if (!acknowledgedAt) return who;
  return mine ? `${who}; you said that you have it in hand` : `${who}, who has it in hand`;
}

const unheard = (who: string): string => `Nothing was heard in their time (${who}).`;

function theirsLine({ who, nothingHeard }: NonNullable<CaseTask['theirs']>): string {
  return nothingHeard
    ? `${unheard(who)} Ring them and ask.`
    : `Their time, not yours: ${who}. It is never late on your side.`;
}

/** "Dana Lead asks that it need not be done: The child has moved. The headteacher can agree." */
function askedLine(asked: AskedFor): string {
  const who = asked.byMe ? 'You' : asked.by;
  const answer = asked.mayAnswer ? 'You can answer.' : `It waits for ${asked.answerers}.`;
  return `${worded(ASKED, asked.for, (by) => `${by} asked something about it that this page cannot say. Load it again.`)(who, asked)} ${answer}`;
}

type Said = (who: string, asked: AskedFor) => string;

const after = (words: string | null): string => (words ? `: ${words}.` : '.');

const ASKED: Readonly<Record<AskedFor['for'], Said>> = {
  done: (who, { outcome, agreedBy }) =>
    `${who} did this${outcome ? ` with the outcome “${outcome}”` : ''}; it counts once it is agreed.${
      agreedBy.length ? ` ${agreedBy.join(' and ')} agreed already.` : ''
    }`,
  waiver: (who, { byMe, reason }) =>
    `${who} ${byMe ? 'asked' : 'asks'} that it need not be done${after(reason)}`,
  handOver: (who, { answerers, mayAnswer }) =>
    mayAnswer
      ? `${who} asks you to take this. Until you accept, it stays where it is.`
      : `${who} asked ${answerers} to take this. Until they accept, it stays where it is.`,
  pause: (who, { byMe, reason }) =>
    `${who} ${byMe ? 'asked' : 'asks'} that its clock stands still${after(reason)}`,
};

function endedLines(task: Standing, now: number): string[] {
  const { state, whyEnded, agreedBy, lateSince, theirs } = task;
  const late = wasLate(task) ? `It was late since ${dayAndTime(Date.parse(lateSince ?? ''), now)}` : null;
  const agreed = agreedBy.length ? `Agreed by ${agreedBy.join(' and ')}` : null;
  const why = whyEnded === null ? null : state === 'waived' ? `Left out because: ${whyEnded}` : whyEnded;
  const bypassed = why !== null && !isUndone(state);
  const silent = theirs ? unheard(theirs.who) : null;
  return [
    late,
    silent,
    bypassed ? `Done without agreement, in an emergency: ${whyEnded}` : why,
    agreed,
  ].filter((said) => said !== null);
}

import type { CaseHold, CaseTask, CaseView } from '@trustward/contracts';
import type { Act } from './act.ts';
import type { ActKind, Wanted } from './act-kinds.ts';
import { declining, handingOver, pausing, resuming, takingBack, takingOver, waiving } from './act-words.ts';
import { askingRelease, decliningRelease, grantingRelease } from './hold-act-words.ts';
import {
  agreeingMistake,
  askingMistake,
  changingAnswer,
  decliningMistake,
  recordingEvent,
  standingDown,
} from './case-act-words.ts';
import type { CaseActs } from './case-api.ts';

type Whole = CaseView['acts'];
type Offer = (acts: CaseActs, view: CaseView, on: string) => Act | null;

const onTask =
  (may: (task: CaseTask) => boolean, act: (acts: CaseActs, caseId: string, task: CaseTask) => Act): Offer =>
  (acts, view, on) => {
    const task = view.tasks.find(({ step }) => step === on);
    return task && may(task) ? act(acts, view.id, task) : null;
  };

const onHold =
  (
    may: (hold: CaseHold) => boolean,
    act: (acts: CaseActs, caseId: string, hold: CaseHold, read: Pick<Whole, 'owed' | 'known'>) => Act,
  ): Offer =>
  (acts, view, on) => {
    const hold = view.holds.find(({ id }) => id === on);
    return hold && may(hold) ? act(acts, view.id, hold, view.acts) : null;
  };

/** On the case as a whole, where the API offers it. */
const onCase =
  <T>(
    find: (acts: Whole, on: string) => T | null | undefined,
    act: (acts: CaseActs, caseId: string, found: T) => Act,
  ): Offer =>
  (acts, view, on) => {
    const found = find(view.acts, on);
    return found ? act(acts, view.id, found) : null;
  };

const OFFERS: Readonly<Record<ActKind, Offer>> = {
  decline: onTask(({ asked }) => asked?.mayAnswer === true, declining),
  takeBack: onTask(({ asked }) => asked?.mayTakeBack === true, takingBack),
  handOver: onTask(({ handOverTo }) => handOverTo.length > 0, handingOver),
  waive: onTask(({ waiveFor }) => waiveFor.length > 0, waiving),
  takeOver: onTask(
    ({ mayTakeOver }) => mayTakeOver,
    (acts, caseId, task) => takingOver(acts, { ...task, caseId }),
  ),
  askRelease: onHold(({ askRelease }) => askRelease !== null, askingRelease),
  grantRelease: onHold(({ release }) => Boolean(release?.agree), grantingRelease),
  declineRelease: onHold(({ release }) => release?.mayDecline === true, decliningRelease),
  pause: onTask(({ pause }) => pause !== null, pausing),
  resume: onTask(({ resume }) => resume !== null, resuming),
  standDown: onCase((acts) => acts.standDown, standingDown),
  askMistake: onCase(
    ({ askMistake, owed, known }) => askMistake && { ...askMistake, owed, known },
    askingMistake,
  ),
  agreeMistake: onCase(
    ({ mistake, owed, known }) => (mistake?.agree ? { ...mistake, owed, known } : null),
    agreeingMistake,
  ),
  declineMistake: onCase(({ mistake }) => (mistake?.mayDecline ? mistake : null), decliningMistake),
  recordEvent: onCase(({ events }, on) => events.find(({ event }) => event === on), recordingEvent),
  changeAnswer: onCase(({ answers }, on) => answers.find(({ fact }) => fact === on), changingAnswer),
};

/** The act as it can be sent now; null where it cannot be. */
export const offered = (acts: CaseActs, view: CaseView, { kind, on }: Wanted): Act | null =>
  OFFERS[kind](acts, view, on);

const GONE: Readonly<Record<ActKind, string>> = {
  decline: 'The question was taken back, or somebody else has answered it.',
  takeBack: 'The question was answered, or was taken back already.',
  handOver: 'You cannot hand it over any more.',
  waive: 'You cannot ask for this any more.',
  takeOver: 'There is nothing left to take over.',
  askRelease: 'You cannot ask for this any more.',
  grantRelease: 'It was taken back, or somebody else has answered it.',
  declineRelease: 'It was taken back, or somebody else has answered it.',
  pause: 'You cannot ask for this any more.',
  resume: 'Its clock runs already.',
  standDown: 'You have no part in this case any more.',
  askMistake: 'Somebody has asked for this already, or the case has ended.',
  agreeMistake: 'It was taken back, or somebody else has answered it.',
  declineMistake: 'It was taken back, or somebody else has answered it.',
  recordEvent: 'You cannot record this any more.',
  changeAnswer: 'You cannot change this any more.',
};

/** After these whoever did it, or was asked, may have no part in the case any more. */
const CLOSES: readonly ActKind[] = [
  'decline',
  'standDown',
  'agreeMistake',
  'declineMistake',
  'grantRelease',
  'declineRelease',
];

/** Why nobody can agree for now to what still waits for it. */
function inTheWay({ acts, holds }: CaseView, { kind, on }: Wanted): string | null {
  if (kind === 'agreeMistake') return acts.mistake?.inTheWay ?? null;
  return kind === 'grantRelease' ? (holds.find(({ id }) => id === on)?.release?.inTheWay ?? null) : null;
}

/** What took the question away, as far as the case says it. */
export function whyGone(view: CaseView | undefined, { kind, on }: Wanted): string {
  if (!view) return `${CLOSES.includes(kind) ? GONE[kind] : ''} This case is closed to you now.`.trim();
  const barred = inTheWay(view, { kind, on });
  if (barred !== null) return barred;
  const task = view.tasks.find(({ step }) => step === on);
  if (task?.doneAt) return `${task.doneBy ?? 'Somebody'} has recorded that it is done.`;
  if (task?.endedAt) return 'It need not be done any more.';
  const owner = task?.mine === false && (kind === 'handOver' || kind === 'waive') ? task.owner : null;
  return owner ? `It belongs to ${owner.name} now.` : GONE[kind];
}

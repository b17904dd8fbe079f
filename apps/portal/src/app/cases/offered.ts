import type { CaseTask, CaseView } from '@trustward/contracts';
import type { Act } from './act-dialog.ts';
import type { ActKind, Wanted } from './act-kinds.ts';
import { declining, handingOver, releasing, takingBack, takingOver, waiving } from './act-words.ts';
import type { CaseActs } from './case-api.ts';

type Offer = (acts: CaseActs, view: CaseView, on: string) => Act | null;

const onTask =
  (may: (task: CaseTask) => boolean, act: (acts: CaseActs, caseId: string, task: CaseTask) => Act): Offer =>
  (acts, view, on) => {
    const task = view.tasks.find(({ step }) => step === on);
    return task && may(task) ? act(acts, view.id, task) : null;
  };

const onHold =
  (may: 'mayAskRelease' | 'mayGrantRelease', how: 'ask' | 'grant'): Offer =>
  (acts, view, on) => {
    const hold = view.holds.find(({ id }) => id === on);
    return hold?.[may] ? releasing(acts, view.id, hold, how) : null;
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
  askRelease: onHold('mayAskRelease', 'ask'),
  grantRelease: onHold('mayGrantRelease', 'grant'),
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
  grantRelease: 'It has ended, or you cannot end it any more.',
};

/** What took the question away, as far as the case says it. */
export function whyGone(view: CaseView | undefined, { kind, on }: Wanted): string {
  if (!view) return `${kind === 'decline' ? GONE.decline : ''} This case is closed to you now.`.trim();
  const task = view.tasks.find(({ step }) => step === on);
  if (task?.doneAt) return `${task.doneBy ?? 'Somebody'} has recorded that it is done.`;
  if (task?.endedAt) return 'It need not be done any more.';
  const owner = task?.mine === false && (kind === 'handOver' || kind === 'waive') ? task.owner : null;
  return owner ? `It belongs to ${owner.name} now.` : GONE[kind];
}

import type { CaseTask, CaseView } from '@trustward/contracts';

const open = ({ state }: CaseTask): boolean => state === 'open' || state === 'late';
const dueOf = ({ clock }: CaseTask): number => (clock ? Date.parse(clock.due) : Number.POSITIVE_INFINITY);

/** The reader's own task that is due soonest, else the soonest of all; null when nothing is open. */
export function nextTask(view: Pick<CaseView, 'tasks'> | undefined): CaseTask | null {
  const tasks = (view?.tasks ?? []).filter(open).sort((a, b) => dueOf(a) - dueOf(b));
  return tasks.find(({ mine }) => mine) ?? tasks[0] ?? null;
}

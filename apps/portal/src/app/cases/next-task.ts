import type { CaseTask, CaseView } from '@trustward/contracts';

export const isOpen = ({ state }: CaseTask): boolean => state === 'open' || state === 'late';
const dueOf = ({ clock }: CaseTask): number => (clock ? Date.parse(clock.due) : Number.POSITIVE_INFINITY);

/** What waits for the reader's answer goes before what they owe, and that before what others owe. */
function rank({ asked, mine, mayDo }: CaseTask): number {
  if (asked?.mayAnswer) return 0;
  if (!mine) return 3;
  return mayDo ? 1 : 2;
}

/** The most pressing task for the reader, the one due soonest of several; null when nothing is open. */
export function nextTask(view: Pick<CaseView, 'tasks'> | undefined): CaseTask | null {
  const tasks = (view?.tasks ?? []).filter(isOpen);
  return tasks.sort((a, b) => rank(a) - rank(b) || dueOf(a) - dueOf(b))[0] ?? null;
}

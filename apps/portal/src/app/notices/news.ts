import { type Notice, newsPage } from '@trustward/contracts';
import { wasDown } from '../late/outage-words.ts';
import { numberWord } from '../shared/duration.ts';

/**
 * "Three new, and two in drills; four more further down." What is told in a drill is never counted among what is real.
 */
export function newsOf(notices: readonly { readonly drill: boolean }[], furtherDown: number): string {
  const drills = notices.filter(({ drill }) => drill).length;
  const real = notices.length - drills;
  const inDrills = drills ? `, and ${numberWord(drills).toLowerCase()} in drills` : '';
  const here = `${real ? numberWord(real) : 'Nothing'} new${inDrills}`;
  if (furtherDown === 0) return `${here}.`;
  const more = `${numberWord(furtherDown).toLowerCase()}${notices.length ? ' more' : ''} further down`;
  return `${here}${notices.length ? '' : ' here'}; ${more}.`;
}

/** Those of one outage together, where the newest of them stands; every other by itself. */
export function gathered<T>(items: readonly T[], outageOf: (item: T) => Notice['outage']): readonly T[][] {
  const groups = new Map<unknown, T[]>();
  for (const item of items) {
    const of = outageOf(item)?.since ?? item;
    groups.set(of, [...(groups.get(of) ?? []), item]);
  }
  return [...groups.values()];
}

/** "Reminders waited from 09:12 to 10:20 today because part of Trustward was down. Here are three notices of what …" */
export const gatheredWords = (outage: NonNullable<Notice['outage']>, count: number, now: number): string =>
  `${wasDown(outage, now)} ${numberWord(count)} notices of what became late in that time stand here together.`;

type Told = Pick<Notice, 'because' | 'over' | 'mayOpen' | 'caseId'>;

/** Whether a notice speaks of something that is late now. */
export const isLate = ({ because, over }: Pick<Told, 'because' | 'over'>): boolean =>
  (because === 'breach' || because === 'stillLate') && !over;

/** Where a notice leads: to the setting that it is about; to its case, for whoever may open it; a leader who may not, to what is late; else nowhere. */
export function linkOf(notice: Told, mayReadLate: boolean): string[] | null {
  if (notice.caseId === null) return [`/${newsPage(notice.because)}`];
  if (notice.because === 'caseShown') return ['/shared', notice.caseId];
  if (notice.mayOpen) return ['/cases', notice.caseId];
  return isLate(notice) && mayReadLate ? ['/late'] : null;
}

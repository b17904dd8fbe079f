import type { LateBoard, LateRow } from '@trustward/contracts';
import { inWords, numberWord } from '../shared/duration.ts';

/** The conclusion first: how many people need help, not how many rows there are. */
export function headline(late: readonly LateRow[], board: Pick<LateBoard, 'lateNow'> | undefined): string {
  if (!board || board.lateNow === 0) return 'Nobody is late';
  if (late.length !== board.lateNow) {
    return board.lateNow === 1 ? 'One duty is late now' : `${numberWord(board.lateNow)} duties are late now`;
  }
  const owners = new Set(late.map(({ owner, caseId, step }) => owner?.id ?? `${caseId}/${step}`));
  return owners.size === 1 ? 'One person needs help now' : `${numberWord(owners.size)} people need help now`;
}

/** "Two schools. The longest wait is 1 day 3 hours." */
export function summary(board: LateBoard | undefined): string {
  if (!board) return '';
  if (board.lateNow === 0) return 'Every duty with a deadline is inside it.';
  const schools = `${numberWord(board.schools)} school${board.schools === 1 ? '' : 's'}.`;
  return board.longestMinutes === null
    ? schools
    : `${schools} The longest wait is ${inWords(board.longestMinutes * 60_000)}.`;
}

/** Those among all of them that were in time by somebody's word, and so count as not in time. */
export function recordedLateWords(written: LateBoard['writtenInTime']): string | null {
  const { recordedLate: n, all } = written ?? { recordedLate: 0, all: 0 };
  if (n === 0) return null;
  if (all === 1) {
    return 'The one written referral was done in time but recorded late: it does not count as in time.';
  }
  const which = n === all ? 'All' : numberWord(n);
  return n === 1
    ? `One of the ${inFew(all)} written referrals was done in time but recorded late: it does not count as in time.`
    : `${which} of the ${inFew(all)} written referrals were done in time but recorded late: they do not count as in time.`;
}

const inFew = (n: number): string => numberWord(n).toLowerCase();

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

/** What stands beside the share in time: in time by somebody's word, so it is not counted there. */
export function recordedLateWords(written: LateBoard['writtenInTime']): string | null {
  const n = written?.recordedLate ?? 0;
  if (n === 0) return null;
  return n === 1
    ? 'One more written referral was done in time but recorded late: it does not count as in time.'
    : `${numberWord(n)} more written referrals were done in time but recorded late: they do not count as in time.`;
}

import type { Change } from '@trustward/contracts';
import { iso } from '../shared/instants.ts';

/** A change with the sums over the cases that its reader may know of, as PostgreSQL gives them. */
export interface ChangeRow extends Omit<Change, 'sentence' | 'moved' | 'of' | 'nearest'> {
  readonly later: number;
  readonly schoolName: string | null;
  readonly personId: string | null;
  readonly nearest: readonly { readonly was: number; readonly is: number }[];
}

export function toChangeResponse(row: ChangeRow, of: string): Change {
  const { schoolName: _school, personId: _person, later, ...rest } = row;
  const moved = row.earlier + later;
  const nearest = row.nearest.map(({ was, is }) => ({ was: iso(was), is: iso(is) }));
  return { ...rest, of, moved, nearest, sentence: sentenceOf({ ...row, moved }) };
}

type Counts = Pick<Change, 'state' | 'done' | 'total' | 'moved' | 'late' | 'handed' | 'unreadable'>;

const SAID = {
  counting: { moves: 'Moves', become: 'become late', change: 'will have another owner' },
  applied: { moves: 'Moved', become: 'became late', change: 'have another owner now' },
} as const;

/** “Moves 214 deadlines; 3 become late.” */
function sentenceOf({ state, done, total, ...counts }: Counts): string {
  if (state === 'counting') return `Looking at what comes of it: ${done} of ${cases(total)}.`;
  if (state === 'applying') return `Applied to ${done} of ${cases(total)}.`;
  const { moves, become, change } = SAID[state === 'applied' ? 'applied' : 'counting'];
  const { moved, late, handed, unreadable } = counts;
  const parts = [
    `${moves} ${moved === 0 ? 'no deadline' : many(moved, 'deadline', 'deadlines')}`,
    ...(late > 0 ? [`${late} ${become}`] : []),
    ...(handed > 0 ? [`${many(handed, 'duty', 'duties')} ${change}`] : []),
    ...(unreadable > 0
      ? [
          `${cases(unreadable)} cannot be read and ${unreadable === 1 ? 'stays as it is' : 'stay as they are'}`,
        ]
      : []),
  ];
  return `${parts.join('; ')}.`;
}

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;
const cases = (count: number): string => many(count, 'case', 'cases');

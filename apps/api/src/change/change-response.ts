import { UNREADABLE_CHANGE, isReadableChange } from '@trustward/casework';
import { describeLength } from '@trustward/chain';
import type { Change } from '@trustward/contracts';
import { iso, isoOrNull } from '../shared/instants.ts';
import { roleTitle } from '../shared/role-words.ts';
import type { Value } from './change-rows.ts';
import { daysOf, textOf } from './own-days.ts';

type Said = 'sentence' | 'moved' | 'of' | 'by' | 'madeAt' | 'edit' | 'nearest';

/** A change with the sums over the cases that its reader may know of, as PostgreSQL gives them. */
export interface ChangeRow extends Omit<Change, Said> {
  readonly kind: string;
  readonly value: Value;
  readonly madeAt: number;
  readonly madeBy: string;
  readonly later: number;
  readonly place: string | null;
  readonly authorityId: string | null;
  readonly personId: string | null;
  readonly nearest: readonly { readonly was: number; readonly is: number }[];
  /** Its place in a list: whether it was applied, and when, in microseconds. */
  readonly over: number;
  readonly latest: number;
}

/** What a change is of and who drafted it, by name, and where whoever it is about is mailed to. */
type Names = Pick<Change, 'of' | 'by'> & { readonly email: string };

export function toChangeResponse(row: ChangeRow, { email, ...names }: Names): Change {
  const {
    id,
    state,
    version,
    refusal,
    takesTwo,
    mayApply,
    done,
    total,
    earlier,
    late,
    handed,
    unowned,
    unreadable,
  } = row;
  const edit = editOf(row, email);
  const moved = earlier + row.later;
  const counts = { done, total, moved, earlier, late, handed, unowned, unreadable };
  return {
    ...{
      id,
      ...names,
      edit,
      madeAt: iso(row.madeAt),
      state,
      version,
      refusal,
      takesTwo,
      mayApply: mayApply && edit.kind !== 'unreadable',
      ...counts,
    },
    nearest: row.nearest.map(({ was, is }) => ({ was: iso(was), is: iso(is) })),
    sentence:
      refusal ??
      (edit.kind === 'unreadable'
        ? unreadableSentence(state)
        : sentenceOf({ state, ...counts }, 'from' in edit && edit.from !== null)),
  };
}

/** Of one that was applied it is not known what; what waits still can only be put aside. */
function unreadableSentence(state: Change['state']): string {
  if (state === 'applied') {
    return 'This change was applied. What it said cannot be read any more: it was changed or damaged since.';
  }
  return state === 'aside' ? UNREADABLE_CHANGE : `${CANNOT_BE_READ} Put it aside, and draft it anew.`;
}
const CANNOT_BE_READ = 'This change cannot be read: it was changed or damaged after it was drafted.';

function editOf({ kind, value, authorityId, personId }: ChangeRow, email: string): Change['edit'] {
  if (!isReadableChange(value)) return { kind: 'unreadable' };
  if ('ends' in value) {
    const { ends, begins, from } = value;
    const held = { ends: ends.map(shownPost), begins: begins.map(shownPost) };
    if (kind === 'joiner') {
      const { begins: shown } = held;
      return { kind, personId: personId ?? '', email, begins: shown, from: isoOrNull(from) };
    }
    return { kind: 'posts', personId: personId ?? '', ...held, from: isoOrNull(from) };
  }
  if ('offDuty' in value) return { kind: 'offDuty', personId: personId ?? '', offDuty: value.offDuty };
  if ('calendar' in value) return { kind: 'calendar', days: daysOf(value.calendar) };
  if ('limits' in value) {
    const { hours, titles } = value;
    const limits = Object.entries(value.limits).map(([code, limit]) => ({
      title: titles[code] ?? code,
      is: describeLength(limit),
    }));
    return { kind: 'authority', authorityId: authorityId ?? '', hours, limits };
  }
  if ('day' in value) {
    return { kind: 'closedDay', day: textOf(value.day), authorityId, isClosed: value.isClosed };
  }
  if ('about' in value) {
    return { kind: 'number', authorityId: authorityId ?? '', name: value.name, number: value.number };
  }
  if ('party' in value) {
    return { kind: 'mail', authorityId: authorityId ?? '', name: value.name, address: value.address };
  }
  return { kind: 'absence', from: isoOrNull(value.from), until: isoOrNull(value.until) };
}

const shownPost = ({ role, school }: { readonly role: string; readonly school: string | null }) => ({
  role: roleTitle(role),
  school,
});

type Counts = Pick<
  Change,
  'state' | 'done' | 'total' | 'moved' | 'late' | 'handed' | 'unowned' | 'unreadable'
>;

const SAID = {
  counting: { leaves: 'leaves', moves: 'moves', become: 'become late', get: 'get another owner' },
  applied: { leaves: 'left', moves: 'moved', become: 'became late', get: 'got another owner' },
} as const;

/** “Moves 214 deadlines; 3 become late.” What strands a duty comes before all else. */
function sentenceOf({ state, done, total, ...counts }: Counts, beginsLater: boolean): string {
  if (state === 'counting') return `Looking at what comes of it: ${done} of ${cases(total)}.`;
  if (state === 'applying') return `Applied to ${done} of ${cases(total)}.`;
  const { leaves, moves, become, get } = SAID[state === 'applied' ? 'applied' : 'counting'];
  const { moved, late, handed, unowned, unreadable } = counts;
  const them = unowned === 1 ? 'it' : 'them';
  const parts = [
    ...(unowned > 0 ? [`${leaves} ${duties(unowned)} with nobody who can do ${them}`] : []),
    `${moves} ${moved === 0 ? 'no deadline' : many(moved, 'deadline', 'deadlines')}`,
    ...(late > 0 ? [`${late} ${become}`] : []),
    ...(handed > 0 ? [`${duties(handed)} ${get}`] : []),
    ...(unreadable > 0
      ? [
          `${cases(unreadable)} cannot be read and ${unreadable === 1 ? 'stays as it is' : 'stay as they are'}`,
        ]
      : []),
  ];
  if (state !== 'applied' && beginsLater) return `When it begins, as cases stand now: ${parts.join('; ')}.`;
  const [first = '', ...rest] = parts.join('; ');
  return `${first.toUpperCase()}${rest.join('')}.`;
}

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;
const duties = (count: number): string => many(count, 'duty', 'duties');
const cases = (count: number): string => many(count, 'case', 'cases');

import type { CalendarSnapshot, Instant } from '../clock/calendar.ts';
import { describeInstant } from '../clock/describe.ts';

type DifferenceKind =
  | 'late'
  | 'inTime'
  | 'told'
  | 'notTold'
  | 'owner'
  | 'due'
  | 'comesUp'
  | 'doesNotComeUp'
  | 'opensCase'
  | 'opensNoCase'
  | 'opensOtherwise'
  | 'hold'
  | 'asksMore'
  | 'doesNotFit'
  | 'ending';

/** One thing that would have been otherwise under a draft, with its reason. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly at: Instant;
  readonly local: string;
  /** The key of the duty it is about; null where it is about the case. */
  readonly step: string | null;
  readonly sentence: string;
  readonly why: string;
}

export function difference(
  calendar: CalendarSnapshot,
  said: Omit<Difference, 'local' | 'why'> & { readonly why?: string },
): Difference {
  return { ...said, local: describeInstant(calendar, said.at), why: (said.why ?? '').replace(/\.$/, '') };
}

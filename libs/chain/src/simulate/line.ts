import type { Instant } from '../clock/calendar.ts';

/** What kinds of thing a timeline tells. */
type LineKind =
  | 'happens'
  | 'comesUp'
  | 'goesTo'
  | 'done'
  | 'acts'
  | 'cannot'
  | 'late'
  | 'told'
  | 'unheard'
  | 'hold'
  | 'moves'
  | 'opensCase'
  | 'unneeded'
  | 'ends';

/** One line of a timeline: an instant, what happens, to whom, and why. */
export interface Line {
  readonly at: Instant;
  /** The same in local time, as 'Fri 13 Nov 2026, 16:40'. */
  readonly local: string;
  readonly kind: LineKind;
  /** The key of the duty it is about; null where it is about the case. */
  readonly step: string | null;
  readonly what: string;
  readonly whom: readonly string[];
  readonly why: string;
}

/** A line before its instant is known to it. */
export type Untimed = Omit<Line, 'at' | 'local'>;

/** A line of which only what it says is said. Sentences of a chain lose their full stop. */
export function untimed(said: Pick<Line, 'kind' | 'what'> & Partial<Untimed>): Untimed {
  return { step: null, whom: [], ...said, why: (said.why ?? '').replace(/\.$/, '') };
}

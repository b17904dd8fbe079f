import type { TimelineEntry } from '@trustward/contracts';
import { inWords } from '../shared/duration.ts';

type Moment = Pick<TimelineEntry, 'at' | 'title'>;

const MOVED = /^Moved the clock/;

/** Silence longer than this is an entry of its own. */
const GAP_MS = 6 * 60 * 60_000;

/** The silence between an entry and the one before it in time, in words; null when it was short. */
export function gapAfter(later: Moment, earlier: Moment | undefined): string | null {
  // A clock that was moved forward skipped the time: nobody was silent in it.
  if (!earlier || MOVED.test(earlier.title) || MOVED.test(later.title)) return null;
  const silence = Date.parse(later.at) - Date.parse(earlier.at);
  return silence >= GAP_MS ? `Nothing happened for ${inWords(silence)}` : null;
}

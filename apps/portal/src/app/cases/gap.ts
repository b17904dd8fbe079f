import type { TimelineEntry } from '@trustward/contracts';
import { inWords } from '../shared/duration.ts';

/** Silence longer than this is an entry of its own. */
const GAP_MS = 6 * 60 * 60_000;

/** The silence between an entry and the one before it in time, in words; null when it was short. */
export function gapAfter(
  later: Pick<TimelineEntry, 'at'>,
  earlier: Pick<TimelineEntry, 'at'> | undefined,
): string | null {
  if (!earlier) return null;
  const silence = Date.parse(later.at) - Date.parse(earlier.at);
  return silence >= GAP_MS ? `Nothing happened for ${inWords(silence)}` : null;
}

import type { CalendarSnapshot, Instant } from './calendar.ts';
import { dueAt } from './due-at.ts';
import type { Limit } from './length.ts';

/** From when to when something took; null while it goes on. */
export interface Duration {
  readonly from: Instant;
  readonly until: Instant | null;
}

/** How many cases of a portfolio were over in time, and whether that is the share that was aimed at. */
export interface TargetResult {
  readonly inTime: number;
  /** Over too late, or still going on past their time. */
  readonly late: number;
  /** Still in time, so they say nothing yet. */
  readonly running: number;
  /** Of those that are decided, how many in ten thousand were in time; null while none is. */
  readonly perTenThousand: number | null;
  /** Whether the share is reached; null while nothing is decided. */
  readonly reached: boolean | null;
}

const WHOLE = 10_000;

/** Measures a target over a portfolio: never over one case, for it makes none late. */
export function measureTarget(
  calendar: CalendarSnapshot,
  target: { readonly within: Limit; readonly share: number },
  durations: readonly Duration[],
  now: Instant,
): TargetResult {
  let [inTime, late, running] = [0, 0, 0];
  for (const { from, until } of durations) {
    const due = dueAt(calendar, from, target.within);
    if ((until ?? now) >= due) late += 1;
    else if (until === null) running += 1;
    else inTime += 1;
  }
  const decided = inTime + late;
  if (decided === 0) return { inTime, late, running, perTenThousand: null, reached: null };
  return {
    inTime,
    late,
    running,
    perTenThousand: Math.floor((inTime * WHOLE) / decided),
    // Whole numbers on both sides, so that 7 of 100 is seven in a hundred.
    reached: inTime * WHOLE >= Math.round(target.share * WHOLE) * decided,
  };
}

import type { Instant } from './calendar.ts';

/** When a clock runs out. */
export interface Due {
  /** The first instant that is late; null while a pause has no end. */
  readonly due: Instant | null;
  /** Whether working days stood in for days that the calendar does not know yet: term dates, or holidays. */
  readonly provisional: boolean;
}

/**
 * Whichever is sooner, where what stands in can only be too early: it counts more days than there will be. So one that
 * is settled and no later than a provisional one is the answer, settled.
 */
export function soonerOf(one: Due, other: Due): Due {
  if (one.due === null) return other;
  if (other.due === null || one.due < other.due) return one;
  return one.due === other.due && !one.provisional ? one : other;
}

/** Whichever is sooner, where what stands in may be too late, counting back: provisional if either is. */
export function soonerOfUnsure(one: Due, other: Due): Due {
  const { due } = soonerOf(one, other);
  return { due, provisional: one.provisional || other.provisional };
}

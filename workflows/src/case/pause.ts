import type { WakeResult } from '@trustward/contracts/temporal';

const DAY_MS = 86_400_000;
/** Nothing sleeps longer, so that whatever was overlooked is looked at again. */
export const PAUSE_MAX_MS = 30 * DAY_MS;
export const RETRY_FIRST_MS = 100;
export const RETRY_MAX_MS = 10_000;

/** Whether the case got somewhere: it answered, and nothing that it is waiting for is already past. */
export const isFruitful = (answer: WakeResult | null): answer is WakeResult =>
  answer !== null && (answer.wakeAt === null || answer.wakeAt > answer.now);

/**
 * How long to sleep after this answer. Both instants are the database's, so this machine's clock plays no part.
 * Without an answer, or with an instant that stays past, the pause doubles: a faulty case must not spin.
 */
export function pauseAfter(answer: WakeResult | null, fruitless: number): number {
  if (!isFruitful(answer)) return Math.min(RETRY_FIRST_MS * 2 ** Math.max(fruitless - 1, 0), RETRY_MAX_MS);
  if (answer.wakeAt === null) return PAUSE_MAX_MS;
  return Math.min(answer.wakeAt - answer.now, PAUSE_MAX_MS);
}

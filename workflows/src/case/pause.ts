import { SLEEPS_AT_MOST_MS, type WakeResult } from '@trustward/contracts/temporal';

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
  if (answer.wakeAt === null) return SLEEPS_AT_MOST_MS;
  return Math.min(answer.wakeAt - answer.now, SLEEPS_AT_MOST_MS);
}

import { SLEEPS_AT_MOST_MS } from '@trustward/contracts/temporal';
import { describe, expect, it } from 'vitest';
import { RETRY_FIRST_MS, RETRY_MAX_MS, pauseAfter } from './pause.ts';

const answer = (wakeAt: number | null) => ({ deliveries: [], wakeAt, now: 1_000_000, ended: false });

describe('the pause between two wakes', () => {
  it('lasts from the database’s now to the instant the case waits for', () => {
    expect(pauseAfter(answer(1_000_250), 0)).toBe(250);
  });

  it('is never longer than thirty days, whatever the case waits for', () => {
    expect(pauseAfter(answer(1_000_000 + 90 * 86_400_000), 0)).toBe(SLEEPS_AT_MOST_MS);
    expect(pauseAfter(answer(null), 0)).toBe(SLEEPS_AT_MOST_MS);
  });

  it('doubles from a tenth of a second while the database does not answer, and stays within seconds', () => {
    expect([1, 2, 3].map((fruitless) => pauseAfter(null, fruitless))).toEqual([100, 200, 400]);
    expect(pauseAfter(null, 5_000)).toBe(RETRY_MAX_MS);
  });

  it('does not spin when an instant stays past', () => {
    expect(pauseAfter(answer(999_000), 1)).toBe(RETRY_FIRST_MS);
    expect(pauseAfter(answer(999_000), 60)).toBe(RETRY_MAX_MS);
  });
});

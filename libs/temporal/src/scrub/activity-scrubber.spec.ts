import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { activityScrubber } from './activity-scrubber.ts';

const CANARY = 'canary-Lena-Moss';

async function failureOf(thrown: unknown): Promise<{ failure: unknown; reported: string[] }> {
  const reported: string[] = [];
  const scrubber = activityScrubber((code) => reported.push(code), new Set(['Gone']));
  const failure: unknown = await scrubber
    .execute?.({ args: [], headers: {} }, () => Promise.reject(thrown as Error))
    .catch((error: unknown) => error);
  return { failure, reported };
}

describe('the activity scrubber', () => {
  it('throws the code alone, and reports it', async () => {
    const { failure, reported } = await failureOf(new TypeError(`cannot read ${CANARY}`));
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect(failure).toMatchObject({
      message: 'TypeError',
      type: 'TypeError',
      stack: '',
      nonRetryable: false,
    });
    expect(reported).toEqual(['TypeError']);
  });

  it('keeps a refusal a refusal', async () => {
    const { failure } = await failureOf(ApplicationFailure.nonRetryable(CANARY, 'CaseNotFound'));
    expect(failure).toMatchObject({ type: 'CaseNotFound', nonRetryable: true });
  });

  it('refuses at once what it was told is final', async () => {
    const { failure } = await failureOf(Object.assign(new Error(CANARY), { name: 'Gone' }));
    expect(failure).toMatchObject({ type: 'Gone', nonRetryable: true });
  });

  it('leaves a cancellation to the SDK', async () => {
    const cancelled = new CancelledFailure('cancelled');
    expect((await failureOf(cancelled)).failure).toBe(cancelled);
  });
});

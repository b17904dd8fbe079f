import {
  ActivityFailure,
  ApplicationFailure,
  CancelledFailure,
  RetryState,
  defaultPayloadConverter,
} from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { failureConverter } from './failure-converter.ts';

const CANARY = 'canary-Lena-Moss';
const written = (error: unknown): string =>
  Buffer.from(JSON.stringify(failureConverter.errorToFailure(error, defaultPayloadConverter))).toString();

describe('the failure converter', () => {
  it('lets neither message, stack, details nor a cause’s message into what Temporal stores', () => {
    const cause = new Error(`cause ${CANARY}`);
    const thrown = ApplicationFailure.create({ message: CANARY, type: 'Refused', details: [CANARY], cause });
    expect(written(thrown)).not.toContain('canary');
    expect(
      written(new ActivityFailure(CANARY, 'wake', 'a1', RetryState.NON_RETRYABLE_FAILURE, 'worker', thrown)),
    ).not.toContain('canary');
    expect(written(new CancelledFailure(CANARY, [CANARY]))).not.toContain('canary');
    expect(written(CANARY)).not.toContain('canary');
  });

  it('drops a type that is more than a name', () => {
    const failure = failureConverter.errorToFailure(
      ApplicationFailure.create({ message: 'x', type: `${CANARY} of 7B` }),
      defaultPayloadConverter,
    );
    expect(failure.applicationFailureInfo?.type).toBe('Unknown');
  });

  it('keeps the code and whether asking again is pointless', () => {
    const failure = failureConverter.errorToFailure(
      ApplicationFailure.nonRetryable('x', 'CaseNotFound'),
      defaultPayloadConverter,
    );
    expect(failure).toMatchObject({
      message: 'CaseNotFound',
      applicationFailureInfo: { type: 'CaseNotFound', nonRetryable: true },
    });
  });
});

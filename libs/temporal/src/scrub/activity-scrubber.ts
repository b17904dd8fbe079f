import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import { failureCode } from './failure-code.ts';

/** Told of each failure before it is scrubbed; the logger it goes to keeps no messages either. */
export type FailureReport = (code: string, error: unknown) => void;

/** Turns whatever an activity throws into its code before the SDK sees it, so neither its log nor its server can tell more. */
export const activityScrubber = (
  report: FailureReport,
  finalCodes: ReadonlySet<string> = new Set(),
): ActivityInboundCallsInterceptor => ({
  async execute(input, next) {
    try {
      return await next(input);
    } catch (error: unknown) {
      // A cancellation is the SDK's own signal and holds nothing of ours.
      if (error instanceof CancelledFailure) throw error;
      const code = failureCode(error);
      report(code, error);
      throw bareFailure(code, finalCodes.has(code) || saysFinal(error), retryAfter(error));
    }
  },
});

const saysFinal = (error: unknown): boolean =>
  error instanceof ApplicationFailure && error.nonRetryable === true;

/** What has found no room says itself when to try it again, instead of later and later. */
const retryAfter = (error: unknown): number | null =>
  error instanceof Error && 'retryAfterMs' in error && typeof error.retryAfterMs === 'number'
    ? error.retryAfterMs
    : null;

function bareFailure(code: string, nonRetryable: boolean, afterMs: number | null): ApplicationFailure {
  const failure = ApplicationFailure.create({
    message: code,
    type: code,
    nonRetryable,
    ...(afterMs !== null && { nextRetryDelay: afterMs }),
  });
  failure.stack = '';
  return failure;
}

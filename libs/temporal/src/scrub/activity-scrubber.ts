import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import { failureCode } from './failure-code.ts';

/** What the log may hold of a failure: its code, and where in our code it was thrown. */
export interface ScrubbedFailure {
  readonly code: string;
  readonly at: readonly string[];
}

/** Turns whatever an activity throws into its code before the SDK sees it, so neither its log nor its server can tell more. */
export const activityScrubber = (
  report: (failure: ScrubbedFailure) => void,
): ActivityInboundCallsInterceptor => ({
  async execute(input, next) {
    try {
      return await next(input);
    } catch (error: unknown) {
      // A cancellation is the SDK's own signal and holds nothing of ours.
      if (error instanceof CancelledFailure) throw error;
      const code = failureCode(error);
      report({ code, at: framesOf(error) });
      throw bareFailure(code, error instanceof ApplicationFailure && error.nonRetryable === true);
    }
  },
});

function bareFailure(code: string, nonRetryable: boolean): ApplicationFailure {
  const failure = ApplicationFailure.create({ message: code, type: code, nonRetryable });
  failure.stack = '';
  return failure;
}

const FRAMES_KEPT = 6;

/** The stack's frames without its first lines, which repeat the message. */
const framesOf = (error: unknown): readonly string[] =>
  (error instanceof Error ? (error.stack ?? '') : '')
    .split('\n')
    .filter((line) => /^\s+at [\w.<>[\] ]*\(?(file:|node:|\/)/.test(line))
    .slice(0, FRAMES_KEPT)
    .map((line) => line.trim());

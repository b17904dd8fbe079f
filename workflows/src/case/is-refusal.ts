import { ActivityFailure, ApplicationFailure, isCancellation } from '@temporalio/workflow';

/** Whether asking again would be pointless: the activity said so, or somebody cancelled the workflow. */
export const isRefusal = (failure: unknown): boolean =>
  isCancellation(failure) ||
  (failure instanceof ActivityFailure &&
    failure.cause instanceof ApplicationFailure &&
    failure.cause.nonRetryable === true);

import { ActivityFailure, ApplicationFailure, isCancellation } from '@temporalio/workflow';

/** Whether asking again would be pointless: the activity said so, or somebody cancelled the workflow. */
export const isRefusal = (failure: unknown): boolean => isCancellation(failure) || saysFinal(failure);

/** A local activity's failure comes bare, a regular one's wrapped. */
function saysFinal(failure: unknown): boolean {
  const thrown = failure instanceof ActivityFailure ? failure.cause : failure;
  return thrown instanceof ApplicationFailure && thrown.nonRetryable === true;
}

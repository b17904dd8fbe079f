import { isGrpcServiceError } from '@temporalio/client';

/** As gRPC counts them: no answer in time, and nobody there. */
const NO_ANSWER: readonly unknown[] = [4, 14];

/** Whether that is why a call failed: Temporal does not answer. The client wraps some of what gRPC says, not all. */
export function isTemporalAway(error: unknown): boolean {
  if (isGrpcServiceError(error) && NO_ANSWER.includes(error.code)) return true;
  return error instanceof Error && error.cause !== undefined && isTemporalAway(error.cause);
}

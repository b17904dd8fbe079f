import { DefaultFailureConverter, type PayloadConverter, type ProtoFailure } from '@temporalio/common';
import { codeIn } from './code-in.ts';

/** What each kind of failure may keep: our codes, and what the server itself counts and names. */
const KEPT = {
  applicationFailureInfo: ['type', 'nonRetryable', 'nextRetryDelay'],
  activityFailureInfo: ['activityType', 'activityId', 'retryState', 'scheduledEventId', 'startedEventId'],
  childWorkflowExecutionFailureInfo: ['namespace', 'workflowExecution', 'workflowType', 'retryState'],
  timeoutFailureInfo: ['timeoutType'],
  canceledFailureInfo: [],
  terminatedFailureInfo: [],
  serverFailureInfo: ['nonRetryable'],
} as const;

/**
 * Temporal stores failures in the clear, so only codes pass: no message, stack, details or unknown type.
 * This file is loaded by the worker and inside the workflow sandbox alike, hence imports nothing that is of one side only.
 */
class CodesOnlyFailureConverter extends DefaultFailureConverter {
  override errorToFailure(error: unknown, payloads: PayloadConverter): ProtoFailure {
    return scrubbed(super.errorToFailure(error, payloads));
  }
}

function scrubbed({ source, cause, ...failure }: ProtoFailure): ProtoFailure {
  const code = codeIn(failure.applicationFailureInfo?.type);
  const kept: Record<string, unknown> = {};
  for (const [kind, fields] of Object.entries(KEPT) as [keyof typeof KEPT, readonly string[]][]) {
    const info = failure[kind];
    if (info) kept[kind] = picked(info, fields);
  }
  if (failure.applicationFailureInfo) Object.assign(kept['applicationFailureInfo'] as object, { type: code });
  return {
    source: source ?? '',
    message: code,
    stackTrace: '',
    ...kept,
    ...(cause ? { cause: scrubbed(cause) } : {}),
  };
}

const picked = (info: object, fields: readonly string[]): object =>
  Object.fromEntries(Object.entries(info).filter(([field]) => fields.includes(field)));

export const failureConverter = new CodesOnlyFailureConverter();

import type { Headers } from '@temporalio/common';
import type { WorkflowInterceptors } from '@temporalio/workflow';
import { TRACE_HEADER } from '@trustward/contracts/temporal';

/**
 * What a workflow does goes on with the trace of what last asked for it. A wake that only its time asks for begins a trace
 * of its own: otherwise a deadline would hang on whoever acted weeks before.
 */
export function interceptors(): WorkflowInterceptors {
  let asked: Headers = {};
  let current: Headers = {};
  const hear = (headers: Headers): void => {
    const { [TRACE_HEADER]: trace } = headers;
    if (trace !== undefined) asked = { [TRACE_HEADER]: trace };
  };
  const take = (): Headers => {
    current = asked;
    asked = {};
    return current;
  };
  return {
    inbound: [
      {
        execute: (input, next) => {
          hear(input.headers);
          current = asked;
          return next(input);
        },
        handleSignal: (input, next) => {
          hear(input.headers);
          return next(input);
        },
      },
    ],
    outbound: [
      {
        scheduleLocalActivity: (input, next) => next({ ...input, headers: { ...input.headers, ...take() } }),
        scheduleActivity: (input, next) => next({ ...input, headers: { ...input.headers, ...current } }),
        startChildWorkflowExecution: (input, next) =>
          next({ ...input, headers: { ...input.headers, ...current } }),
      },
    ],
  };
}

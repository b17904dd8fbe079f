import type { WorkflowClientInterceptor } from '@temporalio/client';
import type { Context } from '@temporalio/activity';
import { defaultPayloadConverter, type Headers } from '@temporalio/common';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import { TRACE_HEADER } from '@trustward/contracts/temporal';
import { following, traceparent, traced } from '@trustward/observability';

type Info = Pick<Context['info'], 'workflowType' | 'activityType' | 'attempt'>;

/** Whatever is asked of a workflow says where the trace had got to. */
export const carriesTrace: WorkflowClientInterceptor = {
  startWithDetails: (input, next) => next({ ...input, headers: { ...input.headers, ...header() } }),
  signal: (input, next) => next({ ...input, headers: { ...input.headers, ...header() } }),
  signalWithStart: (input, next) => next({ ...input, headers: { ...input.headers, ...header() } }),
};

/** An activity goes on with the trace of what its workflow does it for. */
export const followsTrace = ({
  workflowType = 'none',
  activityType,
  attempt,
}: Info): ActivityInboundCallsInterceptor => ({
  execute: (input, next) =>
    following(said(input.headers), () =>
      traced(`${workflowType} ${activityType}`, { attempt }, () => next(input)),
    ),
});

function header(): Headers {
  const trace = traceparent();
  return trace === null ? {} : { [TRACE_HEADER]: defaultPayloadConverter.toPayload(trace) };
}

const said = ({ [TRACE_HEADER]: payload }: Headers): unknown =>
  payload === undefined ? null : defaultPayloadConverter.fromPayload(payload);

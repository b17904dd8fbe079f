import { defaultPayloadConverter, type Headers } from '@temporalio/common';
import { TRACE_HEADER } from '@trustward/contracts/temporal';
import { describe, expect, it } from 'vitest';
import { interceptors } from './in-workflow.ts';

type Call = (
  input: { headers: Headers },
  next: (input: { headers: Headers }) => Promise<void>,
) => Promise<void>;

/** A workflow that is run and asked, and what the headers say of what it does. */
function aWorkflow() {
  const { inbound: [heard] = [], outbound: [does] = [] } = interceptors();
  let said: unknown;
  const call = async (way: unknown, headers: Headers): Promise<unknown> => {
    await (way as Call)({ headers }, async (input) => {
      const trace = input.headers[TRACE_HEADER];
      said = trace === undefined ? null : defaultPayloadConverter.fromPayload(trace);
    });
    return said;
  };
  const of = (trace: string | null): Headers =>
    trace === null ? {} : { [TRACE_HEADER]: defaultPayloadConverter.toPayload(trace) };
  return {
    runs: (trace: string | null) => call(heard?.execute, of(trace)),
    poked: (trace: string | null) => call(heard?.handleSignal, of(trace)),
    wakes: () => call(does?.scheduleLocalActivity, {}),
    starts: () => call(does?.startChildWorkflowExecution, {}),
    sends: () => call(does?.scheduleActivity, {}),
  };
}

describe('a trace inside a workflow', () => {
  it('goes on in the wake that a poke asks for, and in what that wake has it start', async () => {
    const workflow = aWorkflow();
    await workflow.runs('opened');
    expect([await workflow.wakes(), await workflow.starts()]).toEqual(['opened', 'opened']);
    await workflow.poked('acted');
    expect([await workflow.wakes(), await workflow.starts()]).toEqual(['acted', 'acted']);
  });

  it('does not go on in a wake that only its time asks for', async () => {
    const workflow = aWorkflow();
    await workflow.runs('opened');
    await workflow.wakes();
    expect([await workflow.wakes(), await workflow.starts()]).toEqual([null, null]);
    await workflow.poked(null);
    expect(await workflow.wakes()).toBe(null);
  });

  it('goes on in every attempt of a delivery to send', async () => {
    const workflow = aWorkflow();
    await workflow.runs('acted');
    expect([await workflow.sends(), await workflow.sends()]).toEqual(['acted', 'acted']);
  });
});

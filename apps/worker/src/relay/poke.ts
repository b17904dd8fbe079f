import { WorkflowIdConflictPolicy, WorkflowIdReusePolicy, type Client } from '@temporalio/client';
import { CASE_QUEUE, POKE_SIGNAL, caseWorkflowId, type CaseInput } from '@trustward/contracts/temporal';
import type { caseWorkflow } from '@trustward/workflows';

const WITHIN_MS = 5_000;

export type Poke = (input: CaseInput) => Promise<void>;

/** Tells a case's workflow to look, starting it where there is none. It says nothing but which case, so it may be repeated. */
export const pokeWith =
  (client: Client): Poke =>
  async (input) => {
    await client.withDeadline(Date.now() + WITHIN_MS, () =>
      client.workflow.signalWithStart<typeof caseWorkflow>('caseWorkflow', {
        workflowId: caseWorkflowId(input),
        taskQueue: CASE_QUEUE,
        args: [input],
        signal: POKE_SIGNAL,
        workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
        workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
      }),
    );
  };

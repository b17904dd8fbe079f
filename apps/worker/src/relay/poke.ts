import {
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
  isGrpcServiceError,
  type Client,
} from '@temporalio/client';
import {
  CASE_QUEUE,
  POKE_SIGNAL,
  UPKEEP_QUEUE,
  caseWorkflowId,
  changeWorkflowId,
  type CaseInput,
  type ChangeInput,
} from '@trustward/contracts/temporal';
import type { caseWorkflow, changeWorkflow } from '@trustward/workflows';

const WITHIN_MS = 5_000;
/** How long a case waits when the worker that held it was killed; a task takes a few hundredths of this. */
const TASK_TIMEOUT = '5s' as const;

export type Poke = (input: CaseInput) => Promise<void>;
export type PokeChange = (input: ChangeInput) => Promise<void>;

/** What Temporal says of the one thing that it was asked, as gRPC numbers it; every other number speaks of Temporal itself. */
const REFUSALS: Readonly<Record<string, number>> = {
  invalidArgument: 3,
  failedPrecondition: 9,
  outOfRange: 11,
  dataLoss: 15,
};

/** Whether Temporal is there and says no to this alone, as a run does that has taken all the signals it may. */
export function isRefusal(error: unknown): boolean {
  const said = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return isGrpcServiceError(said) && Object.values(REFUSALS).includes(said.code);
}

/** Tells a case's workflow to look, starting it where there is none. It says nothing but which case, so it may be repeated. */
export const pokeWith =
  (client: Client): Poke =>
  async (input) => {
    await client.withDeadline(Date.now() + WITHIN_MS, () =>
      client.workflow.signalWithStart<typeof caseWorkflow>('caseWorkflow', {
        workflowId: caseWorkflowId(input),
        taskQueue: CASE_QUEUE,
        args: [input],
        ...asSignal(input),
      }),
    );
  };

/** The same of a change: counted or applied by one workflow at a time, which looks again if it is told to meanwhile. */
export const pokeChangeWith =
  (client: Client): PokeChange =>
  async (input) => {
    await client.withDeadline(Date.now() + WITHIN_MS, () =>
      client.workflow.signalWithStart<typeof changeWorkflow>('changeWorkflow', {
        workflowId: changeWorkflowId(input),
        taskQueue: UPKEEP_QUEUE,
        args: [input],
        ...asSignal(input),
      }),
    );
  };

const asSignal = ({ tenantId }: { readonly tenantId: string }) => ({
  signal: POKE_SIGNAL,
  workflowTaskTimeout: TASK_TIMEOUT,
  // A trust that brings thousands of cases at once waits for itself, not others for it; deliveries inherit it.
  priority: { fairnessKey: tenantId },
  workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
  workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
});

import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
  isGrpcServiceError,
  type Client,
} from '@temporalio/client';
import {
  CASE_QUEUE,
  POKE_SIGNAL,
  SLEEPS_AT_MOST_MS,
  UPKEEP_QUEUE,
  WAKE_MEMO,
  caseWorkflowId,
  changeWorkflowId,
  type CaseInput,
  type ChangeInput,
} from '@trustward/contracts/temporal';
import type { Rest } from '@trustward/casework';
import type { caseWorkflow, changeWorkflow } from '@trustward/workflows';

const WITHIN_MS = 5_000;
/** How long a case waits when the worker that held it was killed; a task takes a few hundredths of this. */
const TASK_TIMEOUT = '5s' as const;

export type Poke = (input: CaseInput) => Promise<void>;
/** Answers whether the case has a workflow now that will wake it by itself; where not, it is to be poked. */
export type LayToRest = (input: CaseInput) => Promise<boolean>;
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

/**
 * Starts the workflow of a case in which nothing waits, asleep until the case's next wake: nobody has a task by it until
 * then, or until the case is poked.
 */
export const layToRestWith =
  (client: Client, restOf: (input: CaseInput) => Promise<Rest | null>): LayToRest =>
  async (input) => {
    const rest = await restOf(input);
    if (rest === null) return false;
    const { wakeAt, now } = rest;
    try {
      await client.withDeadline(Date.now() + WITHIN_MS, () =>
        client.workflow.start<typeof caseWorkflow>('caseWorkflow', {
          workflowId: caseWorkflowId(input),
          taskQueue: CASE_QUEUE,
          args: [input],
          ...asOf(input),
          workflowIdConflictPolicy: WorkflowIdConflictPolicy.FAIL,
          startDelay: Math.min((wakeAt ?? Infinity) - now, SLEEPS_AT_MOST_MS),
          ...(wakeAt !== null && { memo: { [WAKE_MEMO]: wakeAt } }),
        }),
      );
      return true;
    } catch (refused: unknown) {
      if (refused instanceof WorkflowExecutionAlreadyStartedError) return isAtRest(client, input, rest);
      throw refused;
    }
  };

/**
 * Whether it sleeps already as it was to be started, and nothing has come to it: Temporal took an earlier start and its
 * answer was lost, as under load. To poke it then would wake whoever may rest.
 */
async function isAtRest(client: Client, input: CaseInput, { wakeAt, now }: Rest): Promise<boolean> {
  const found = await client.withDeadline(Date.now() + WITHIN_MS, () =>
    client.workflow.getHandle(caseWorkflowId(input)).describe(),
  );
  const { historyLength, executionTime, memo } = found;
  const sleeps = historyLength === 1 && (executionTime?.getTime() ?? 0) > now;
  return sleeps && (memo?.[WAKE_MEMO] ?? null) === wakeAt;
}

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

const asSignal = (input: { readonly tenantId: string }) => ({
  signal: POKE_SIGNAL,
  ...asOf(input),
  workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
});

const asOf = ({ tenantId }: { readonly tenantId: string }) => ({
  workflowTaskTimeout: TASK_TIMEOUT,
  // A trust that brings thousands of cases at once waits for itself, not others for it; deliveries inherit it.
  priority: { fairnessKey: tenantId },
  workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
});

import { WorkflowNotFoundError } from '@temporalio/client';
import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import {
  WAKE_MEMO,
  caseOfWorkflow,
  caseWorkflowId,
  deliveryOfWorkflow,
  deliveryWorkflowId,
  type CaseInput,
  type DeliveryInput,
} from '@trustward/contracts/temporal';

const PAGE = 1_000;
const RUNNING = `WorkflowType = 'caseWorkflow' AND ExecutionStatus = 'Running'`;
const DELIVERING = `WorkflowType = 'deliverWorkflow' AND ExecutionStatus = 'Running'`;
const DELIVERED = `WorkflowType = 'deliverWorkflow' AND ExecutionStatus = 'Completed'`;

interface Armed extends CaseInput {
  readonly wakeAt: number | null;
}

/** What Temporal holds of cases, for whoever compares it with PostgreSQL. Its lists lag a moment behind. */
export class Timekeeper {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Every workflow of a case that runs, and when it means to wake its case. */
  async *running(): AsyncGenerator<Armed> {
    for await (const it of this.#client.workflow.list({ query: RUNNING, pageSize: PAGE })) {
      const armed = armedIn(it);
      if (armed !== null) yield armed;
    }
  }

  /** One of them as it is now; null where none runs. */
  async look(input: CaseInput): Promise<Armed | null> {
    try {
      const it = await this.#client.workflow.getHandle(caseWorkflowId(input)).describe();
      return it.status.name === 'RUNNING' ? armedIn(it) : null;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return null;
      throw error;
    }
  }

  /** Ends the workflow of a case that is not there, if it has not found out by itself. */
  async end(input: CaseInput): Promise<void> {
    try {
      await this.#client.workflow.getHandle(caseWorkflowId(input)).terminate('CaseNotFound');
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }

  /** Every delivery that is being made. */
  delivering(): AsyncGenerator<DeliveryInput> {
    return this.#deliveries(DELIVERING);
  }

  /** Whether one of them is, as of now. */
  async delivers(input: DeliveryInput): Promise<boolean> {
    try {
      const it = await this.#client.workflow.getHandle(deliveryWorkflowId(input)).describe();
      return it.status.name === 'RUNNING';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  /** Every delivery that was made, as far back as Temporal remembers. */
  delivered(): AsyncGenerator<DeliveryInput> {
    return this.#deliveries(DELIVERED);
  }

  async *#deliveries(query: string): AsyncGenerator<DeliveryInput> {
    for await (const { workflowId } of this.#client.workflow.list({ query, pageSize: PAGE })) {
      const input = deliveryOfWorkflow(workflowId);
      if (input !== null) yield input;
    }
  }
}

function armedIn({ workflowId, memo }: Pick<WorkflowExecutionInfo, 'workflowId' | 'memo'>): Armed | null {
  const input = caseOfWorkflow(workflowId);
  if (input === null) return null;
  const wakeAt = memo?.[WAKE_MEMO];
  return { ...input, wakeAt: typeof wakeAt === 'number' ? wakeAt : null };
}

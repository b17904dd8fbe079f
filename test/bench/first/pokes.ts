import type { Client } from '@temporalio/client';
import { CASE_QUEUE, caseWorkflowId, POKE_SIGNAL } from '@trustward/contracts/temporal';
import type { CaseInput } from '@trustward/contracts/temporal';
import type { bareWorkflow } from '../bare/bare.workflow.ts';
import type { Arrivals } from '../world/arrivals.ts';
import { BARE_QUEUE } from '../world/temporal-worker.ts';

/** Pokes a case and resolves when its activity has run. */
export type Poke = (input: CaseInput) => Promise<void>;

/** As the relay does it. */
export const pokeCase =
  (client: Client, driven: Arrivals): Poke =>
  async ({ tenantId, caseId }) => {
    const done = driven.next(caseId);
    await client.workflow.signalWithStart('caseWorkflow', {
      workflowId: caseWorkflowId({ tenantId, caseId }),
      taskQueue: CASE_QUEUE,
      args: [{ tenantId, caseId }],
      signal: POKE_SIGNAL,
    });
    await done;
  };

export const pokeBare =
  (client: Client, driven: Arrivals): Poke =>
  async ({ caseId }) => {
    const id = `bare/${caseId}`;
    const done = driven.next(id);
    await client.workflow.signalWithStart<typeof bareWorkflow>('bareWorkflow', {
      workflowId: id,
      taskQueue: BARE_QUEUE,
      args: [id],
      signal: POKE_SIGNAL,
    });
    await done;
  };

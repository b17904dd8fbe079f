import type { WorkflowHandle } from '@temporalio/client';
import type { CaseInput } from '@trustward/contracts/temporal';
import { DELIVERY_QUEUE, deliveryWorkflowId } from '@trustward/contracts/temporal';
import { until } from './until.ts';
import type { WorkflowWorld } from './workflow-world.ts';

/** Deliveries as they run by themselves, and as others come upon them, for whoever records what they do. */
export async function deliverAlone(world: WorkflowWorld, { tenantId, caseId }: CaseInput): Promise<string> {
  const input = { tenantId, deliveryId: caseId };
  const workflowId = deliveryWorkflowId(input);
  await world.client.workflow.execute('deliverWorkflow', {
    workflowId,
    taskQueue: DELIVERY_QUEUE,
    args: [input],
  });
  return workflowId;
}

/** What the second look does, for which the first waits. */
export const atTheSecondLook = (): ((nth: number) => Promise<number>) => {
  let goOn: (told: number) => void = () => undefined;
  const told = new Promise<number>((resolve) => (goOn = resolve));
  return (nth) => {
    if (nth > 1) goOn(1);
    return told;
  };
};

export async function askedToLookAgain(
  world: WorkflowWorld,
  { tenantId, caseId }: CaseInput,
): Promise<string> {
  const input = { tenantId, deliveryId: caseId };
  const workflowId = deliveryWorkflowId(input);
  const handle = await world.client.workflow.start('deliverWorkflow', {
    workflowId,
    taskQueue: DELIVERY_QUEUE,
    args: [input],
  });
  await until(
    'the first look',
    () => handle.describe(),
    ({ historyLength }) => historyLength >= 5,
  );
  await handle.signal('look-again');
  await handle.result();
  return workflowId;
}

type Poke = (world: WorkflowWorld, input: CaseInput) => Promise<WorkflowHandle>;

/** A delivery that ends after it was found to be under way, and before it is asked to look again: tried until it does. */
export function endedInBetween(deliveryId: string, pokeCase: Poke) {
  let told: Promise<number> = Promise.resolve(1);
  return {
    deliver: () => told,
    async run(world: WorkflowWorld, { tenantId }: CaseInput): Promise<string> {
      const delivery = world.client.workflow.getHandle(deliveryWorkflowId({ tenantId, deliveryId }));
      for (let tries = 0; ; tries += 1) {
        const caseId = `00000000-0000-7000-8000-${String(5_000 + tries).padStart(12, '0')}`;
        let goOn: (count: number) => void = () => undefined;
        told = new Promise((resolve) => (goOn = resolve));
        const handle = await pokeCase(world, { tenantId, caseId });
        await until(
          'a case asleep, and its delivery under way',
          () => handle.describe(),
          ({ historyLength }) => historyLength >= 12,
        );
        await pokeCase(world, { tenantId, caseId });
        setTimeout(goOn, tries % 50, 1);
        await handle.result();
        await delivery.result();
        const { events } = await handle.fetchHistory();
        const isMissed = events?.some((event) => event.signalExternalWorkflowExecutionFailedEventAttributes);
        if (isMissed === true) return handle.workflowId;
      }
    },
  };
}

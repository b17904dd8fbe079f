import { caseWorkflowId, deliveryWorkflowId } from '@trustward/contracts/temporal';
import { connectClient, type TemporalClient } from '@trustward/temporal';
import type { ProcessWorld } from './process-world.ts';
import { query } from './rows.ts';

/** Holds every delivery in the midst of its activity, by a lock that PostgreSQL grants to whoever writes notices. */
export const whileNoNoticeIsTaken = ({ database, trust }: ProcessWorld, work: () => Promise<void>) =>
  database.owner.run({ tenantId: trust.id, actor: 'test' }, async (tx) => {
    await tx.query('lock table app.notice in share mode');
    await work();
  });

/** As if what is pending had been so for longer than the watchdog bears. */
export const letDeliveriesAge = (world: ProcessWorld): Promise<unknown> =>
  query(
    world,
    `update app.delivery set created_at = created_at - interval '16 s' where tenant_id = $1 and state = 'pending'`,
  );

/** How Temporal has the workflow of a delivery; null when it knows of none. */
export const deliveryStatus = (world: ProcessWorld, deliveryId: string): Promise<string | null> =>
  withHandle(world, deliveryId, async (handle) => {
    // There is none as long as nobody started it.
    const described = await handle.describe().catch(() => null);
    return described?.status.name ?? null;
  });

export const terminate = (world: ProcessWorld, deliveryId: string): Promise<unknown> =>
  withHandle(world, deliveryId, (handle) => handle.terminate());

/** In whose turn, and how far behind, the workflows of a case and of what it told run: the case's own first. */
export async function turns(
  world: ProcessWorld,
  caseId: string,
): Promise<readonly { trust: string | undefined; behind: number | undefined }[]> {
  const { trust, temporalAddress } = world;
  const told = await query<{ id: string }>(
    world,
    'select id from app.delivery where tenant_id = $1 and case_id = $2',
    caseId,
  );
  const ids = [
    caseWorkflowId({ tenantId: trust.id, caseId }),
    ...told.map(({ id }) => deliveryWorkflowId({ tenantId: trust.id, deliveryId: id })),
  ];
  const { client, close } = await connectClient({ address: temporalAddress, namespace: 'trustward' });
  const described = ids.map((id) => client.workflow.getHandle(id).describe());
  try {
    const all = await Promise.all(described);
    return all.map(({ priority }) => ({ trust: priority?.fairnessKey, behind: priority?.priorityKey }));
  } finally {
    await close();
  }
}

type Handle = ReturnType<TemporalClient['client']['workflow']['getHandle']>;

async function withHandle<T>(
  { temporalAddress, trust }: ProcessWorld,
  deliveryId: string,
  work: (handle: Handle) => Promise<T>,
): Promise<T> {
  const { client, close } = await connectClient({ address: temporalAddress, namespace: 'trustward' });
  const workflowId = deliveryWorkflowId({ tenantId: trust.id, deliveryId });
  try {
    return await work(client.workflow.getHandle(workflowId));
  } finally {
    await close();
  }
}

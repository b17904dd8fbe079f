import { Worker, type NativeConnection, type WorkflowBundleOption } from '@temporalio/worker';
import { CASE_QUEUE, DELIVERY_QUEUE, MESSAGE_QUEUE, UPKEEP_QUEUE } from '@trustward/contracts/temporal';
import type { Logger } from '@trustward/observability';
import { ensureNamespace, type TemporalClient, type TemporalSettings } from '@trustward/temporal';
import { connectWorker, workerOptions, type WorkerShape } from '@trustward/temporal/worker';
import { caseActivities } from '../activities/case-activities.ts';
import { deliveryActivities } from '../activities/delivery-activities.ts';
import { messageActivities } from '../activities/message-activities.ts';
import { startDeliveriesWith } from '../activities/start-deliveries.ts';
import { upkeepActivities } from '../activities/upkeep-activities.ts';
import type { Part } from '../lifecycle/keep-up.ts';
import type { Doors } from '../lifecycle/open-doors.ts';
import type { PostOffice } from '../mail/post-office.ts';
import { ensureSchedules } from '../schedules/schedules.ts';

export interface QueueNeeds {
  readonly temporal: TemporalSettings;
  readonly office: PostOffice;
  readonly publicUrl: string;
  readonly client: TemporalClient;
  readonly doors: Doors;
  readonly workflowBundle: WorkflowBundleOption;
  readonly log: Logger;
}

/** Without a case, a change or a trust there is nothing to do: the workflow ends with the code instead of asking for ever. */
const FINAL_CODES: ReadonlySet<string> = new Set(['CaseNotFound', 'ChangeNotFound', 'UnknownTenant']);

/** As many as have a connection to PostgreSQL: more would wait here, and not where the server has trusts take turns. */
const AT_ONCE = 10;
/** Each page of a change has a connection to PostgreSQL, of which most are for what is due. */
const UPKEEP_AT_ONCE = 3;
/** Of one trust only some of them are sent at a time; the others of it wait, and leave. */
const MESSAGES_AT_ONCE = 40;

/** One Temporal worker per queue, so that neither slow deliveries nor a night's upkeep ever hold up a case. */
export async function startQueues({
  temporal,
  office,
  publicUrl,
  client,
  doors,
  workflowBundle,
  log,
}: QueueNeeds): Promise<Part> {
  await ensureNamespace(client.connection, temporal.namespace);
  await ensureSchedules(client.client);
  const connection = await connectWorker(temporal.address);
  const shape = (taskQueue: string, activities: object, atOnce?: number): WorkerShape => ({
    connection,
    namespace: temporal.namespace,
    taskQueue,
    ...(taskQueue !== MESSAGE_QUEUE && { workflowBundle }),
    activities,
    ...(atOnce !== undefined && { atOnce }),
    finalCodes: FINAL_CODES,
    report: (code, error) => {
      log.warn('activity failed', { queue: taskQueue, code, err: error });
    },
  });
  const startDeliveries = startDeliveriesWith(client.client);
  return runAll(connection, [
    shape(CASE_QUEUE, caseActivities({ door: doors.door, startDeliveries, log }), AT_ONCE),
    shape(DELIVERY_QUEUE, deliveryActivities(doors.door, office), AT_ONCE),
    shape(MESSAGE_QUEUE, messageActivities({ door: doors.door, office, publicUrl, log }), MESSAGES_AT_ONCE),
    shape(
      UPKEEP_QUEUE,
      upkeepActivities({ doors, client: client.client, startDeliveries, log }),
      UPKEEP_AT_ONCE,
    ),
  ]);
}

async function runAll(connection: NativeConnection, shapes: readonly WorkerShape[]): Promise<Part> {
  const workers = await createAll(connection, shapes);
  const runs = workers.map((worker) => worker.run());
  const settled = Promise.allSettled(runs);
  return {
    ended: Promise.race(runs),
    stop: async () => {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await settled;
      await connection.close();
    },
  };
}

async function createAll(
  connection: NativeConnection,
  shapes: readonly WorkerShape[],
): Promise<readonly Worker[]> {
  try {
    const workers: Worker[] = [];
    for (const shape of shapes) workers.push(await Worker.create(workerOptions(shape)));
    return workers;
  } catch (refused: unknown) {
    // The server went away between connecting and registering; without this its sockets would pile up.
    await connection.close().catch(() => undefined);
    throw refused;
  }
}

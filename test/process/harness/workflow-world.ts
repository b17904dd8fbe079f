import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { Worker } from '@temporalio/worker';
import {
  CASE_QUEUE,
  DELIVERY_QUEUE,
  MESSAGE_QUEUE,
  type CaseActivities,
  UPKEEP_QUEUE,
  type DeliveryActivities,
  type MessageActivities,
  type UpkeepActivities,
} from '@trustward/contracts/temporal';
import { startTemporal, type RunningTemporal } from '@trustward/infra/temporal';
import { connectClient, ensureNamespace, type TemporalClient } from '@trustward/temporal';
import { bundleWorkflows, connectWorker, workerOptions } from '@trustward/temporal/worker';
import { temporaryFolder } from './folder.ts';
import { quietRuntime } from './quiet-runtime.ts';

export const WORKFLOWS = fileURLToPath(new URL('../../../workflows/src/index.ts', import.meta.url));
const NAMESPACE = 'trustward';

/** A real server and real workflows, with the database's part played by the test. */
export interface WorkflowWorld extends TemporalClient {
  readonly server: RunningTemporal;
  readonly dbFile: string;
  readonly failures: string[];
  end(): Promise<void>;
}

export async function startWorkflowWorld(
  activities: CaseActivities & DeliveryActivities & Partial<MessageActivities & UpkeepActivities>,
  // Histories that a slow machine too fills in a moment; how long a real one may grow is the workflow's own number.
  newRunAfter = 100,
): Promise<WorkflowWorld> {
  quietRuntime();
  const folder = await temporaryFolder('workflows');
  const dbFile = path.join(folder.path, 'temporal.db');
  const server = await startTemporal({ dbFile, newRunAfter });
  const client = await connectClient({ address: server.address, namespace: NAMESPACE });
  await ensureNamespace(client.connection, NAMESPACE);
  const failures: string[] = [];
  const workers = await startWorkers(server.address, activities, failures);
  return {
    ...client,
    server,
    dbFile,
    failures,
    end: async () => {
      await workers.end();
      await client.close();
      await server.stop();
      await folder.remove();
    },
  };
}

async function startWorkers(address: string, activities: object, failures: string[]) {
  const connection = await connectWorker(address);
  const workflowBundle = await bundleWorkflows(WORKFLOWS);
  const report = (code: string): void => void failures.push(code);
  const workers: Worker[] = [];
  for (const taskQueue of [CASE_QUEUE, DELIVERY_QUEUE, MESSAGE_QUEUE, UPKEEP_QUEUE]) {
    const shape = { connection, namespace: NAMESPACE, taskQueue, workflowBundle, activities, report };
    workers.push(await Worker.create(workerOptions(shape)));
  }
  const runs = Promise.all(workers.map((worker) => worker.run()));
  return {
    end: async () => {
      for (const worker of workers) worker.shutdown();
      await runs;
      await connection.close();
    },
  };
}

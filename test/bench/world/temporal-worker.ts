import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { WorkerOptions, WorkflowBundleOption } from '@temporalio/worker';
import { bundleWorkflows, workerOptions } from '@trustward/temporal/worker';
import type { WorkerShape } from '@trustward/temporal/worker';

const BARE_WORKFLOW = fileURLToPath(new URL('../bare/bare.workflow.ts', import.meta.url));
export const BARE_QUEUE = 'bare';
export const NAMESPACE = 'trustward';

let quiet = false;

/** Runs workers in this process while something is measured. */
export async function withWorkers<T>(
  address: string,
  optionsOf: (connection: NativeConnection) => Promise<readonly WorkerOptions[]>,
  work: () => Promise<T>,
): Promise<T> {
  if (!quiet) Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  quiet = true;
  const connection = await NativeConnection.connect({ address });
  const workers: Worker[] = [];
  for (const options of await optionsOf(connection)) workers.push(await Worker.create(options));
  const runs = Promise.all(workers.map((worker) => worker.run()));
  try {
    return await Promise.race([
      work(),
      runs.then(() => Promise.reject(new Error('A worker ended by itself.'))),
    ]);
  } finally {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    await runs;
    await connection.close();
  }
}

/** Our own worker's settings around the bare workflow: only what runs inside differs. */
export async function bareWorker(
  connection: NativeConnection,
  nothing: (id: string) => Promise<void>,
): Promise<WorkerOptions> {
  const workflowBundle = await bundleWorkflows(BARE_WORKFLOW);
  return workerOptions(shapeOf(connection, BARE_QUEUE, workflowBundle, { nothing }));
}

export const shapeOf = (
  connection: NativeConnection,
  taskQueue: string,
  workflowBundle: WorkflowBundleOption,
  activities: object,
): WorkerShape => ({
  connection,
  namespace: NAMESPACE,
  taskQueue,
  workflowBundle,
  activities,
  report: (code, error) => {
    process.stderr.write(`an activity failed: ${code} ${String(error)}\n`);
  },
});

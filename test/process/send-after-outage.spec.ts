import path from 'node:path';
import { setTimeout as passes } from 'node:timers/promises';
import { Worker } from '@temporalio/worker';
import { DELIVERY_QUEUE, MESSAGE_QUEUE, deliveryWorkflowId } from '@trustward/contracts/temporal';
import { startTemporal } from '@trustward/infra/temporal';
import { connectClient, ensureNamespace } from '@trustward/temporal';
import { bundleWorkflows, connectWorker, workerOptions } from '@trustward/temporal/worker';
import { expect, it } from 'vitest';
import { temporaryFolder } from './harness/folder.ts';
import { workflowsWith } from './harness/mutated.ts';
import { quietRuntime } from './harness/quiet-runtime.ts';
import { until } from './harness/until.ts';

const namespace = 'trustward';
const TENANT = '00000000-0000-7000-8000-000000000001';
const input = { tenantId: TENANT, deliveryId: '00000000-0000-7000-8000-000000000002' };
const MESSAGE = '00000000-0000-7000-8000-000000000003';

it('a message is tried after an outage that was longer than the day for which it is', async () => {
  quietRuntime();
  const folder = await temporaryFolder('send-after-outage');
  // A day of three seconds.
  const short = await workflowsWith({ '= 86_400_000': '= 3_000', '= 60_000': '= 1_000' }, [
    'delivery/deliver.workflow.ts',
  ]);
  const server = await startTemporal({ dbFile: path.join(folder.path, 'temporal.db') });
  const client = await connectClient({ address: server.address, namespace });
  await ensureNamespace(client.connection, namespace);
  const connection = await connectWorker(server.address);
  const workflowBundle = await bundleWorkflows(path.join(short.path, 'src/index.ts'));
  const [sent, givenUp]: [string[], string[]] = [[], []];
  const activities = {
    deliver: () => Promise.resolve({ told: 1, messages: [MESSAGE] }),
    send: ({ messageId }: { messageId: string }) => Promise.resolve(void sent.push(messageId)),
    giveUp: ({ messageId }: { messageId: string }) => Promise.resolve(void givenUp.push(messageId)),
  };
  const working = async (taskQueue: string) => {
    const shape = { connection, namespace, taskQueue, workflowBundle, activities, report: () => undefined };
    const worker = await Worker.create(workerOptions(shape));
    const run = worker.run();
    return async () => {
      worker.shutdown();
      await run;
    };
  };

  const away = await working(DELIVERY_QUEUE);
  const workflowId = deliveryWorkflowId(input);
  const options = { workflowId, taskQueue: DELIVERY_QUEUE, args: [input] };
  const handle = await client.client.workflow.start('deliverWorkflow', options);
  const pending = async () => (await handle.describe()).raw.pendingActivities ?? [];
  await until('the message', pending, (activities) => activities.length === 1);
  await away();
  await until('the end of its day', pending, (activities) => activities.length === 0);
  await passes(3_000);

  const back = await Promise.all([working(DELIVERY_QUEUE), working(MESSAGE_QUEUE)]);
  await handle.result();
  expect({ sent, givenUp }).toEqual({ sent: [MESSAGE], givenUp: [] });
  await Promise.all(back.map((ends) => ends()));
  await connection.close();
  await client.close();
  await server.stop();
  await Promise.all([folder.remove(), short.remove()]);
});

import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { MetricsExporterConfig } from '@temporalio/worker';
import { atScrape, workflowTaskFailures } from '@trustward/observability';

/** What Temporal's SDK may find wrong with a workflow task; it counts each only once it has happened. */
const REASONS = ['NonDeterminismError', 'WorkflowError'] as const;
const FAILED = /^temporal_workflow_task_execution_failed\{(.*)\} (\d+)$/gm;

/**
 * The SDK counts outside Node and tells its counts at a port of its own, from which ours are taken: by reason alone, and
 * under the name that our alarms know.
 */
export async function figuresOfTemporal(): Promise<MetricsExporterConfig> {
  const bindAddress = `127.0.0.1:${await aFreePort()}`;
  atScrape({ from: 'Temporal', ask: () => ask(`http://${bindAddress}/metrics`), show: showFailures });
  return { prometheus: { bindAddress } };
}

async function ask(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`The SDK answers ${answer.status}.`);
  return answer.text();
}

/** Counts only grow, so what is not known now stays as it was. */
function showFailures(text: string | null): void {
  if (text === null) return;
  workflowTaskFailures.reset();
  for (const reason of REASONS) workflowTaskFailures.inc({ reason }, 0);
  for (const [, labels = '', count] of text.matchAll(FAILED)) {
    const reason = /failure_reason="(\w+)"/.exec(labels)?.[1] ?? 'other';
    workflowTaskFailures.inc({ reason }, Number(count));
  }
}

async function aFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

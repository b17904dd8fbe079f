import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { WorkflowBundleOption } from '@temporalio/worker';
import { bundleWorkflows } from '@trustward/temporal/worker';

const inWorkflows = (path: string): string =>
  fileURLToPath(new URL(`../../../../workflows/${path}`, import.meta.url));

export const WORKFLOW_SOURCE = inWorkflows('src/index.ts');
export const BUILT_BUNDLE = inWorkflows('dist/bundle.js');

/** The bundle that the build made, or the one that configuration names; without either it is made now. */
export async function workflowBundle(configured: string | null): Promise<WorkflowBundleOption> {
  const codePath = configured ?? BUILT_BUNDLE;
  return existsSync(codePath) ? { codePath } : bundleWorkflows(WORKFLOW_SOURCE);
}

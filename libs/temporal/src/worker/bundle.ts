import { bundleWorkflowCode, type Logger } from '@temporalio/worker';
import { failureConverterPath } from '../scrub/path.ts';
import { traceInWorkflowPath } from '../tracing/path.ts';

const silent = (): void => undefined;
const QUIET: Logger = {
  log: silent,
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: (sentence) => void process.stderr.write(`${sentence}\n`),
};

/** Bundles the workflows of an entry file, and all they import, into one script for the sandbox. */
export async function bundleWorkflows(entry: string): Promise<{ readonly code: string }> {
  return bundleWorkflowCode({
    workflowsPath: entry,
    workflowInterceptorModules: [traceInWorkflowPath],
    failureConverterPath,
    logger: QUIET,
    // Without the condition, workspace packages would silently come from an earlier build.
    webpackConfigHook: (config) => ({
      ...config,
      resolve: { ...config.resolve, conditionNames: ['@trustward/source', '...'] },
    }),
  });
}

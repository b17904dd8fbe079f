import type { NativeConnection, WorkerOptions, WorkflowBundleOption } from '@temporalio/worker';
import { activityScrubber, type FailureReport } from '../scrub/activity-scrubber.ts';
import { followsTrace } from '../tracing/carried.ts';
import { failureConverterPath } from '../scrub/path.ts';

export interface WorkerShape {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly taskQueue: string;
  /** Left out where a queue has activities alone: workflows take a thread, with a copy of all their code. */
  readonly workflowBundle?: WorkflowBundleOption;
  readonly activities: object;
  /** How many tasks of each kind it takes at once. What it has taken is no more in the order that the server keeps among trusts. */
  readonly atOnce?: number;
  readonly report: FailureReport;
  /** Codes of failures that asking again cannot change. */
  readonly finalCodes?: ReadonlySet<string>;
}

/** A cached workflow costs some 100 kB; without a cap the cache takes all the memory that the machine has. */
const CACHED_WORKFLOWS_MAX = 400;
const SHUTDOWN_GRACE = '2s';
const SHUTDOWN_FORCE = '3s';

export function workerOptions(shape: WorkerShape): WorkerOptions {
  return {
    connection: shape.connection,
    namespace: shape.namespace,
    taskQueue: shape.taskQueue,
    ...(shape.workflowBundle && { workflowBundle: shape.workflowBundle }),
    activities: shape.activities,
    dataConverter: { failureConverterPath },
    interceptors: {
      activity: [
        () => ({ inbound: activityScrubber(shape.report, shape.finalCodes) }),
        ({ info }) => ({ inbound: followsTrace(info) }),
      ],
    },
    ...(shape.atOnce && {
      maxConcurrentActivityTaskExecutions: shape.atOnce,
      maxConcurrentLocalActivityExecutions: shape.atOnce,
    }),
    ...(shape.atOnce && shape.workflowBundle && workflowTasks(shape.atOnce)),
    maxCachedWorkflows: CACHED_WORKFLOWS_MAX,
    workflowThreadPoolSize: 1,
    reuseV8Context: true,
    // How long a case waits for the worker that last held it before any other may take it.
    stickyQueueScheduleToStartTimeout: '3s',
    shutdownGraceTime: SHUTDOWN_GRACE,
    shutdownForceTime: SHUTDOWN_FORCE,
  };
}

/**
 * The usual ten ask for cases that are new here by two of them alone, which a server under load answers twice a second. What
 * the others ask for, cases that this worker holds, comes in no order among trusts; what they leave lying for three seconds
 * goes to where it does.
 */
const workflowTasks = (atOnce: number) => ({
  maxConcurrentWorkflowTaskExecutions: atOnce,
  maxConcurrentWorkflowTaskPolls: 6,
  nonStickyToStickyPollRatio: 0.67,
});

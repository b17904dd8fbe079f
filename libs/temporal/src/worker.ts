export { connectWorker } from './worker/connect.ts';
export { bundleWorkflows } from './worker/bundle.ts';
export { workerOptions } from './worker/options.ts';
export type { WorkerShape } from './worker/options.ts';
export { failureConverterPath } from './scrub/path.ts';
export { activityScrubber } from './scrub/activity-scrubber.ts';
export type { FailureReport } from './scrub/activity-scrubber.ts';
